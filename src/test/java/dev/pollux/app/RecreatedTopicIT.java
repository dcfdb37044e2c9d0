package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A topic that is deleted and made again holds other records at offsets that were seen already. */
class RecreatedTopicIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final String topic = cluster.newTopic("orders", 1);
    private final Observed observed = new Observed();

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void recordsOfTheNewTopicAreHandled(Protocol protocol) {
        Configured configured = configured(protocol);
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            cluster.makeAnew(topic, 1);
            Records.produce(cluster, topic, 40, 10);
            await().atMost(BOUND).until(() -> observed.size() >= 140);
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            assertThat(running.worker.engine().partitions()).hasSize(1);
        }
        assertThat(observed.calls().subList(100, 140))
                .extracting(Observed.Call::offset)
                .contains(0L, 39L);
    }

    /**
     * The old topic's position, committed for the new one, would be beyond its end or in its middle: whoever starts there
     * swallows what is before.
     */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theOldPositionIsNotKeptForANewTopicThatIsEmpty(Protocol protocol) {
        Configured configured = configured(protocol);
        configured.refreshInterval = Duration.ofSeconds(1);
        // Made anew before the client looks at the topics again: it keeps its partition.
        configured.client.remove("metadata.max.age.ms");
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            cluster.makeAnew(topic, 1);
            var partition = new TopicPartition(topic, 0);
            await().atMost(BOUND)
                    .until(
                            () -> cluster.committed(configured.group).get(partition),
                            commit -> commit != null && commit.offset() == 0);
        }
        Records.produce(cluster, topic, 40, 10);
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
        }
        assertThat(observed.size()).isEqualTo(140);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aMapInTheLastCommitSwallowsNothingOfATopicMadeAnewMeanwhile(Protocol protocol) {
        Configured configured = configured(protocol);
        configured.drainTimeout = Duration.ofMillis(100);
        CountDownLatch go = new CountDownLatch(1);
        Recording stuckAt5 = new Recording(observed, delivery -> {
            if (delivery.offset() == 5) {
                go.await();
            }
            return Outcome.accept();
        });
        try (RunningWorker running = RunningWorker.start(configured, stuckAt5)) {
            var partition = new TopicPartition(topic, 0);
            await().atMost(BOUND)
                    .until(
                            () -> cluster.committed(configured.group).get(partition),
                            commit -> commit != null
                                    && commit.offset() == 5
                                    && commit.metadata().startsWith("P1"));
        }
        go.countDown();
        cluster.makeAnew(topic, 1);
        Records.produce(cluster, topic, 40, 10);
        Observed later = new Observed();
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(later))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
        }
        assertThat(Guarantees.atLeastOnce(later.calls(), cluster.endOffsets(topic)))
                .isZero();
    }

    private Configured configured(Protocol protocol) {
        Records.produce(cluster, topic, 100, 10);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.protocol = protocol;
        configured.client.put("metadata.max.age.ms", "1000");
        return configured;
    }
}
