package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Brokers;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that stood still for longer than it may, as in a long pause of the machine. */
class StoppedMemberIT extends ProcessTest {
    /** {@code max.poll.interval.ms}. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /**
     * The client then leaves and joins again. Its good-bye is lost with the connection, so the group refuses the id that
     * the worker itself still has there.
     */
    @Test
    void aStaticMemberWhoseGoodByeWasLostJoinsAgain() {
        try (Broker own = Brokers.start(Map.of("group.consumer.session.timeout.ms", "45000"));
                Cluster cluster = Cluster.of(own)) {
            String topic = cluster.newTopic("orders", 3);
            var launch = launch(own.bootstrapServers(), topic, "type: discard")
                    .set("membership.protocol", "consumer")
                    .set("membership.instance-id", "pod-0")
                    .set("membership.revoke-timeout", "PT1S")
                    .set("kafka.max.poll.interval.ms", Long.toString(LIMIT.toMillis()));
            try (WorkerProcess worker = launch.start()) {
                worker.awaitReady(port, BOUND);
                Records.produce(cluster, topic, 100, 10);
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);

                worker.sigstop();
                long stopped = System.nanoTime();
                own.kill();
                own.restart();
                await().atMost(BOUND).until(() -> System.nanoTime() - stopped > LIMIT.toNanos());
                worker.sigcont();

                Records.produce(cluster, topic, 100, 100, 10);
                await().atMost(BOUND).until(() -> !worker.alive() || cluster.lag(group, topic) == 0);
                assertThat(worker.alive()).as(worker.tail()).isTrue();
            }
        }
    }
}
