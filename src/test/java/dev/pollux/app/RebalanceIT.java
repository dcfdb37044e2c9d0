package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two and three workers under load, joining and leaving: nothing lost or repeated, keys in order, one at a time. */
class RebalanceIT {
    private static final int RECORDS = 12_000;

    private final Cluster cluster = Cluster.of(SharedBroker.get());

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"CLASSIC,2", "CLASSIC,3", "CONSUMER,2", "CONSUMER,3"})
    void joinsAndLeavesUnderLoad(MembershipSettings.Protocol protocol, int workers) {
        String topic = cluster.newTopic("orders", 6);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.protocol = protocol;
        configured.concurrency = 16;
        Records.produce(cluster, topic, RECORDS, 300);
        Observed observed = new Observed();
        Deque<RunningWorker> running = new ArrayDeque<>();
        try {
            for (int i = 1; i <= workers; i++) {
                running.add(RunningWorker.start(configured, Recording.sleeping(observed, 3)));
                awaitMore(observed, 600);
            }
            awaitAllOwning(running);
            for (int i = 1; i < workers; i++) {
                running.removeFirst().close();
                awaitMore(observed, 600);
            }
            await().atMost(Duration.ofSeconds(90)).until(() -> cluster.lag(configured.group, topic) == 0);
        } finally {
            running.forEach(RunningWorker::close);
        }
        var calls = observed.calls();
        assertThat(Guarantees.atLeastOnce(calls, cluster.endOffsets(topic)))
                .as("records that came again")
                .isZero();
        Guarantees.order(calls, true);
        Guarantees.oneAtATime(calls, true);
    }

    private static void awaitMore(Observed observed, int more) {
        int goal = Math.min(observed.size() + more, RECORDS);
        await().atMost(Duration.ofSeconds(60)).until(() -> observed.size() >= goal);
    }

    private static void awaitAllOwning(Deque<RunningWorker> workers) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> workers.stream()
                        .noneMatch(
                                running -> running.worker.engine().partitions().isEmpty()));
    }
}
