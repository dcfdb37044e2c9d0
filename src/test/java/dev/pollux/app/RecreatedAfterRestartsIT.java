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
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each restart of a broker raises the leader epochs, and a topic that is made anew begins at epoch 0: what is committed for it
 * must not carry the old topic's epoch, which the client would wait for without end.
 */
class RecreatedAfterRestartsIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Observed observed = new Observed();

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theOldLeaderEpochIsNotKeptForANewTopicThatIsEmpty(Protocol protocol) {
        afterAnOlderTopic(protocol, (configured, cluster) -> {
            try (RunningWorker _ = RunningWorker.start(configured, Recording.accepting(observed))) {
                produceAndAwait(cluster, configured);
            }
        });
    }

    /** The client itself took over the old epoch from a commit that it sent when it knew of the new topic already. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whoWentOnReadsTheNewTopicAsWell(Protocol protocol) {
        afterAnOlderTopic(protocol, null);
    }

    private void afterAnOlderTopic(Protocol protocol, @Nullable BiConsumer<Configured, Cluster> afterAStop) {
        try (Broker broker = Brokers.start();
                Cluster cluster = Cluster.of(broker)) {
            TopicPartition partition = new TopicPartition(cluster.newTopic("orders", 1), 0);
            for (int restart = 0; restart < 2; restart++) {
                broker.kill();
                broker.restart();
            }
            Records.produce(cluster, partition.topic(), 100, 10);
            Configured configured = configured(cluster, partition.topic(), protocol);
            try (RunningWorker _ = RunningWorker.start(configured, Recording.accepting(observed))) {
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, partition.topic()) == 0);
                assertThat(epoch(cluster.committed(configured.group).get(partition)))
                        .as("the old topic's leader epoch")
                        .isPositive();
                cluster.makeAnew(partition.topic(), 1);
                await().atMost(BOUND).until(() -> cluster.committed(configured.group, partition) == 0);
                if (afterAStop == null) {
                    produceAndAwait(cluster, configured);
                }
            }
            if (afterAStop != null) {
                afterAStop.accept(configured, cluster);
            }
            assertThat(observed.size()).isEqualTo(140);
        }
    }

    private static void produceAndAwait(Cluster cluster, Configured configured) {
        Records.produce(cluster, configured.topic, 40, 10);
        await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
    }

    private static Configured configured(Cluster cluster, String topic, Protocol protocol) {
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.protocol = protocol;
        configured.refreshInterval = Duration.ofSeconds(1);
        return configured;
    }

    private static int epoch(@Nullable OffsetAndMetadata commit) {
        return commit == null ? -1 : commit.leaderEpoch().orElse(-1);
    }
}
