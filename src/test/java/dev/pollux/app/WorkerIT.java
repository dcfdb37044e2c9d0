package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.Ordering;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each ordering and each commit strategy: everything accepted once, in order, and committed to the end. */
class WorkerIT {
    private static final int RECORDS = 20_000;

    private final Cluster cluster = Cluster.of(SharedBroker.get());

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"KEY,ASYNC", "KEY,SYNC", "PARTITION,ASYNC", "PARTITION,SYNC", "NONE,ASYNC", "NONE,SYNC"})
    void handlesEverythingOnceInOrderAndCommitsTheEnd(Ordering ordering, CommitSettings.Strategy strategy) {
        String topic = cluster.newTopic("orders", 6);
        Records.produce(cluster, topic, RECORDS, 300);
        Observed observed = new Observed();
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.ordering = ordering;
        configured.strategy = strategy;
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> observed.size() >= RECORDS);
            await().atMost(Duration.ofSeconds(10)).until(() -> cluster.lag(configured.group, topic) == 0);
            assertThat(running.stop()).isEqualTo(new PollEnd.Stopped());
        }
        var calls = observed.calls();
        assertThat(Guarantees.atLeastOnce(calls, cluster.endOffsets(topic))).isZero();
        Guarantees.atMostInFlight(calls, configured.concurrency);
        if (ordering != Ordering.NONE) {
            Guarantees.order(calls, ordering == Ordering.KEY);
            Guarantees.oneAtATime(calls, ordering == Ordering.KEY);
        }
    }
}
