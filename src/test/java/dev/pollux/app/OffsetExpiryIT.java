package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Brokers;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Offsets expire, under KIP-848 by the time of their commit: a partition that stays quiet for longer than that must keep its
 * position when the workers are scaled to zero. One minute of retention is the least that a broker takes, so this test is slow.
 */
class OffsetExpiryIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(64);
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void aQuietPartitionKeepsItsPositionWhenScaledToZero() {
        try (Broker broker = Brokers.start(
                        Map.of("offsets.retention.minutes", "1", "offsets.retention.check.interval.ms", "1000"));
                Cluster cluster = Cluster.of(broker)) {
            String topic = cluster.newTopic("quiet", 1);
            Records.produce(cluster, topic, 1, 1);
            Configured classic = configured(cluster, topic, Protocol.CLASSIC, Duration.ofSeconds(10));
            Configured consumer = configured(cluster, topic, Protocol.CONSUMER, Duration.ofSeconds(10));
            Configured unrefreshed = configured(cluster, topic, Protocol.CONSUMER, NEVER);
            List<RunningWorker> running = new ArrayList<>();
            try {
                for (Configured configured : List.of(classic, consumer, unrefreshed)) {
                    running.add(RunningWorker.start(configured, Recording.accepting(new Observed())));
                    await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
                }
                await().atMost(QUIET.plusSeconds(10)).pollDelay(QUIET).until(() -> true);
            } finally {
                running.forEach(RunningWorker::close);
            }
            // The broker looks once a second; this also shows that the test can fail.
            await("what is not committed anew is gone")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> cluster.committed(unrefreshed.group).isEmpty());
            assertThat(cluster.lag(classic.group, topic)).isZero();
            assertThat(cluster.committed(classic.group)).hasSize(1);
            assertThat(cluster.lag(consumer.group, topic)).isZero();
            assertThat(cluster.committed(consumer.group)).hasSize(1);
        }
    }

    private static Configured configured(Cluster cluster, String topic, Protocol protocol, Duration refresh) {
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.protocol = protocol;
        configured.refreshInterval = refresh;
        return configured;
    }
}
