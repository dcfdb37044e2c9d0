package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.engine.Ordering;
import dev.pollux.guarantee.Observed;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A topic with gaps: transactions that were committed and aborted, and markers behind the last record. */
class TransactionsIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Offsets of records in committed transactions; the others are markers and aborted records. */
    private static final List<Long> COMMITTED = List.of(0L, 1L, 2L, 7L, 8L);

    private static final long END = 12;

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final String topic = cluster.newTopic("transactions", 1);
    private final TopicPartition partition = new TopicPartition(topic, 0);

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"read_committed,5", "read_uncommitted,8"})
    void trailingMarkersLeaveNoLagAndTheLeaderEpochIsCommitted(String isolation, int records) {
        write();
        Observed observed = new Observed();
        Configured configured = configured(isolation);
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            assertThat(running.worker.engine().inFlightRecords()).isZero();
            await("the group's lag as well").atMost(BOUND).until(() -> {
                var partitions = running.worker.group().partitions();
                return !partitions.isEmpty() && partitions.getFirst().records() == 0;
            });
        }
        assertThat(cluster.committed(configured.group))
                .containsEntry(partition, new OffsetAndMetadata(END, Optional.of(0), ""));
        assertThat(observed.size()).isEqualTo(records);
    }

    @Test
    void aRestartAfterAnyPrefixLosesNothingAndRepeatsNothing() {
        write();
        for (int prefix = 0; prefix <= COMMITTED.size(); prefix++) {
            Observed observed = new Observed();
            Configured configured = configured("read_committed");
            configured.ordering = Ordering.PARTITION;
            configured.drainTimeout = Duration.ofMillis(50);
            stopAfter(prefix, configured, observed);
            assertThat(cluster.committed(configured.group, partition))
                    .as("the next offset to be read after %s records", prefix)
                    .isEqualTo(prefix < COMMITTED.size() ? COMMITTED.get(prefix) : END);
            try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
                await().atMost(BOUND).until(() -> observed.size() >= COMMITTED.size());
                await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            }
            assertThat(observed.calls())
                    .filteredOn(Observed.Call::accepted)
                    .extracting(Observed.Call::offset)
                    .as("stopped after %s records", prefix)
                    .isEqualTo(COMMITTED);
        }
    }

    /** Runs a worker whose handler accepts so many records and then stands still. */
    private void stopAfter(int prefix, Configured configured, Observed observed) {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Recording handler = new Recording(observed, delivery -> {
            if (begun.incrementAndGet() > prefix) {
                over.await();
                return Outcome.release("stopped");
            }
            return Outcome.accept();
        });
        try (RunningWorker running = RunningWorker.start(configured, handler)) {
            int goal = Math.min(prefix + 1, COMMITTED.size());
            await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> begun.get() == goal);
            await().atMost(BOUND)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> prefix < COMMITTED.size() || cluster.lag(configured.group, topic) == 0);
        } finally {
            over.countDown();
        }
    }

    private Configured configured(String isolation) {
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.client.put("isolation.level", isolation);
        return configured;
    }

    private void write() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", topic),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            transaction(producer, 3, true);
            transaction(producer, 2, false);
            transaction(producer, 2, true);
            transaction(producer, 1, false);
        }
        await().atMost(BOUND).until(() -> cluster.endOffset(partition) == END);
    }

    private void transaction(KafkaProducer<byte[], byte[]> producer, int records, boolean commit) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            var _ = producer.send(new ProducerRecord<>(topic, Records.bytes("k"), Records.bytes("v" + i)));
        }
        producer.flush();
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }
}
