package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.Listener;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
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
        configured.onShutdown = MembershipSettings.OnShutdown.REMAIN;
        Records.produce(cluster, configured.topic, 1000, 100);
        AtomicInteger moved = new AtomicInteger();
        configured.instanceId = Names.unique("staying");
        try (RunningWorker staying = startCounting(configured, moved)) {
            configured.instanceId = Names.unique("restarted");
            Map<String, Set<TopicPartition>> members;
            try (RunningWorker restarted = RunningWorker.start(configured, Recording.accepting(observed))) {
                await().atMost(BOUND).until(() -> ownsHalf(staying) && ownsHalf(restarted));
                members = cluster.staticMembers(configured.group);
                assertThat(members).hasSize(2);
                moved.set(0);
            }
            for (int restart = 1; restart <= 3; restart++) {
                assertThat(cluster.staticMembers(configured.group))
                        .as("the group without the worker")
                        .isEqualTo(members);
                Records.produce(cluster, configured.topic, 1000 * restart, 1000, 100);
                try (RunningWorker _ = RunningWorker.start(configured, Recording.accepting(observed))) {
                    await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
                    assertThat(cluster.staticMembers(configured.group)).isEqualTo(members);
                }
            }
            assertThat(moved).as("partitions that came or went beside it").hasValue(0);
        }
        assertThat(observed.size()).isEqualTo(4000);
    }

    private RunningWorker startCounting(Configured configured, AtomicInteger moved) {
        return RunningWorker.start(configured, Recording.accepting(observed), new Listener() {
            @Override
            public void rebalanced(Rebalance event, int partitions) {
                moved.addAndGet(partitions);
            }
        });
    }

    private static boolean ownsHalf(RunningWorker running) {
        return running.worker.engine().partitions().size() == 2;
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
