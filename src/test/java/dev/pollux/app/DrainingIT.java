package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that waits for its last records goes on polling: who joins meanwhile does not wait with it. */
class DrainingIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Longer than this test waits for anything: who would wait with the drain comes too late. */
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private final Cluster cluster = Cluster.of(SharedBroker.get());

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aDrainHoldsUpNobodysRebalance(Protocol protocol) throws Exception {
        String topic = cluster.newTopic("orders", 6);
        Records.produce(cluster, topic, 300, 300);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.protocol = protocol;
        // Until then no call ends, and so the drain does not.
        configured.timeout = FOR_EVER;
        configured.drainTimeout = FOR_EVER;
        configured.revokeTimeout = Duration.ofSeconds(1);
        configured.client.put("max.poll.interval.ms", Long.toString(FOR_EVER.toMillis()));
        Recording slow = new Recording(new Observed(), delivery -> {
            begun.countDown();
            go.await();
            return Outcome.accept();
        });
        try (RunningWorker draining = RunningWorker.start(configured, slow)) {
            try {
                begun.await();
                draining.worker.stop();
                long joins = System.nanoTime();
                try (RunningWorker joining = RunningWorker.start(configured, Recording.accepting(new Observed()))) {
                    await().atMost(BOUND)
                            .until(() -> !joining.worker.engine().partitions().isEmpty());
                    System.out.printf(
                            "%s: joined in %.1f s beside a worker that drains%n",
                            protocol, (System.nanoTime() - joins) / 1e9);
                    go.countDown();
                    assertThat(draining.awaitEnd()).isEqualTo(new PollEnd.Stopped());
                    await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
                }
            } finally {
                go.countDown();
            }
        }
    }
}
