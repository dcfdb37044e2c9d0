package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that stops and comes back goes on where it was. */
class RestartIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final Observed observed = new Observed();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void restartsAfterEachPrefixLoseNothingAndRepeatNothing() {
        Configured configured = configured(6);
        Records.produce(cluster, configured.topic, 2000, 100);
        for (int restart = 1; restart <= 5; restart++) {
            int goal = restart * 300;
            try (RunningWorker running = RunningWorker.start(configured, Recording.sleeping(observed, 2))) {
                await().atMost(BOUND).until(() -> observed.size() >= goal);
                assertThat(running.stop()).isEqualTo(new PollEnd.Stopped());
            }
        }
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
        }
        var calls = observed.calls();
        // What was finished out of order is in the metadata of the last commit.
        assertThat(Guarantees.atLeastOnce(calls, cluster.endOffsets(configured.topic)))
                .as("records that came again")
                .isZero();
        Guarantees.order(calls, true);
        Guarantees.oneAtATime(calls, true);
    }

    @ParameterizedTest
    @EnumSource(MembershipSettings.Protocol.class)
    void aStaticMemberThatRemainsFindsItsPartitionsAgain(MembershipSettings.Protocol protocol) {
        Configured configured = configured(4);
        configured.protocol = protocol;
        configured.instanceId = Names.unique("worker");
        configured.onShutdown = MembershipSettings.OnShutdown.REMAIN;
        Records.produce(cluster, configured.topic, 1000, 100);
        for (int start = 1; start <= 3; start++) {
            int goal = start * 1000;
            try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
                await().atMost(BOUND).until(() -> observed.size() >= goal);
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
            }
            Records.produce(cluster, configured.topic, 1000 * start, 1000, 100);
        }
        assertThat(observed.size()).isEqualTo(3000);
    }

    @Test
    void atMostOnceCommitsBeforeItHandles() throws InterruptedException {
        Configured configured = configured(1);
        configured.delivery = DeliveryGuarantee.AT_MOST_ONCE;
        Records.produce(cluster, configured.topic, 100, 10);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch inHandler = new CountDownLatch(1);
        configured.drainTimeout = Duration.ofMillis(100);
        Recording handler = new Recording(observed, delivery -> {
            inHandler.countDown();
            stuck.await();
            return Outcome.accept();
        });
        try (RunningWorker running = RunningWorker.start(configured, handler)) {
            inHandler.await();
            assertThat(cluster.lag(configured.group, configured.topic)).isZero();
        } finally {
            stuck.countDown();
        }
        Observed later = new Observed();
        Records.produce(cluster, configured.topic, 100, 10, 10);
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(later))) {
            await().atMost(BOUND).until(() -> later.size() == 10);
        }
        assertThat(later.calls()).extracting(Observed.Call::offset).allMatch(offset -> offset >= 100);
    }

    private Configured configured(int partitions) {
        String topic = cluster.newTopic("orders", partitions);
        return new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
    }
}
