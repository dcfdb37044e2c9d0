package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Brokers;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is finished behind records that stand still has to fit into a commit's metadata. */
class MetadataLimitIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int RECORDS = 3000;

    private final Observed observed = new Observed();
    private final CountDownLatch go = new CountDownLatch(1);

    /** Whether one record in forty of partition 0 stands still. */
    private final AtomicBoolean stuck = new AtomicBoolean(true);

    private final Recording handler = new Recording(observed, delivery -> {
        if (delivery.partition() == 0 && delivery.offset() % 40 == 0 && stuck.get()) {
            go.await();
        }
        return Outcome.accept();
    });

    @Test
    void brokersThatTakeLessAreGivenLessAndCommitsGoOn() {
        try (Broker broker = Brokers.start(Map.of("offset.metadata.max.bytes", "100"));
                Cluster cluster = Cluster.of(broker)) {
            Configured configured = configured(cluster, 2);
            try (RunningWorker running = RunningWorker.start(configured, handler)) {
                var other = new TopicPartition(configured.topic, 1);
                long end = cluster.endOffset(other);
                // The other partition's commits are not held up, though the client throws for the whole call.
                await().atMost(BOUND).until(() -> cluster.committed(configured.group, other) == end);
                await("a commit with a map that fits").atMost(BOUND).until(() -> {
                    var commit = cluster.committed(configured.group).get(new TopicPartition(configured.topic, 0));
                    return commit != null
                            && commit.offset() == 0
                            && commit.metadata().startsWith("P1");
                });
                go.countDown();
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
            } finally {
                go.countDown();
            }
            assertThat(Guarantees.atLeastOnce(observed.calls(), cluster.endOffsets(configured.topic)))
                    .isZero();
        }
    }

    @Test
    void nothingIsForgottenForWantOfRoom() {
        try (Cluster cluster = Cluster.of(SharedBroker.get())) {
            Configured configured = configured(cluster, 1);
            configured.metadataChars = 64;
            configured.drainTimeout = Duration.ofMillis(200);
            try (RunningWorker running = RunningWorker.start(configured, handler)) {
                // It goes on as far as what it finishes can be written down, and no further.
                await().atMost(BOUND).until(() -> observed.size() > 200);
                await().during(Duration.ofSeconds(1)).atMost(BOUND).until(observed::size, size -> size < 1000);
                running.stop();
            }
            int before = observed.size();
            stuck.set(false);
            go.countDown();
            try (RunningWorker running = RunningWorker.start(configured, handler)) {
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, configured.topic) == 0);
            }
            var calls = observed.calls();
            long repeated = Guarantees.atLeastOnce(calls, cluster.endOffsets(configured.topic));
            System.out.printf(
                    "finished beside stuck records within 64 characters: %d; repeated: %d%n", before, repeated);
            // The stuck ones were let go by the first worker as well, after it had stopped.
            assertThat(calls)
                    .filteredOn(call -> call.offset() % 40 != 0)
                    .extracting(Observed.Call::offset)
                    .doesNotHaveDuplicates();
        }
    }

    private static Configured configured(Cluster cluster, int partitions) {
        String topic = cluster.newTopic("orders", partitions);
        Records.produce(cluster, topic, RECORDS, RECORDS);
        return new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
    }
}
