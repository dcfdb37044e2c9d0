package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import dev.pollux.testkit.Deliveries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Kafka's own mock, whose commits and close are as the test says. */
final class ScriptedConsumer extends MockConsumer<byte[], byte[]> {
    /** Each commit that was sent, as {@code async t-0@3}. */
    final List<String> calls = new ArrayList<>();

    /** What the group has; commits go there. */
    final Map<TopicPartition, OffsetAndMetadata> group = new HashMap<>();

    /** How the next commits end; when there are none left, they succeed. */
    final Deque<RuntimeException> failures = new ArrayDeque<>();

    /** What the next resumes end with; when there are none left, they succeed. */
    final Deque<RuntimeException> resumeFailures = new ArrayDeque<>();

    /** What else happens while a commit is waited for. */
    Runnable whileCommitting = () -> {};

    /** Whether answers to {@code commitAsync} wait for {@link #answer()}. */
    boolean holdsAnswers;

    /** How often somebody asked how much is left of a partition. */
    int lagQuestions;

    /** Whether the group has not answered yet. */
    boolean joining;

    /** Whether an interceptor drops what {@code nextOffsets()} would say. */
    boolean hidesPositions;

    /** What an interceptor makes of the records of a partition. */
    UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> interceptor = UnaryOperator.identity();

    private final Map<TopicPartition, OffsetAndMetadata> markers = new HashMap<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private @Nullable ConsumerRebalanceListener listener;

    ScriptedConsumer() {
        super("earliest");
        for (int partition = 0; partition < 2; partition++) {
            updateBeginningOffsets(Map.of(new TopicPartition("t", partition), 0L));
            updateEndOffsets(Map.of(new TopicPartition("t", partition), 1000L));
        }
    }

    /** The next poll brings these; the client has gone back to them where they lie before its position. */
    void add(TopicPartition partition, String text, int epoch) {
        List<Delivery<byte[], byte[]>> records = Deliveries.of(partition, text);
        seek(partition, records.getFirst().offset());
        for (Delivery<byte[], byte[]> record : records) {
            addRecord(new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    record.key(),
                    record.value(),
                    new RecordHeaders(),
                    Optional.of(epoch)));
        }
    }

    /** The next poll brings no record, and the position behind a transaction marker. */
    void passMarker(TopicPartition partition, long position, int epoch) {
        seek(partition, position);
        markers.put(partition, new OffsetAndMetadata(position, Optional.of(epoch), ""));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration bound) {
        ConsumerRecords<byte[], byte[]> polled = super.poll(bound);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        polled.partitions().stream()
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .forEach(partition -> records.put(partition, interceptor.apply(polled.records(partition))));
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(hidesPositions ? Map.of() : polled.nextOffsets());
        next.putAll(markers);
        markers.clear();
        return new ConsumerRecords<>(records, next);
    }

    /** The brokers answer the oldest commit that waits. */
    void answer() {
        held.removeFirst().run();
    }

    /** A round trip to the client's own thread, under KIP-848. */
    @Override
    public synchronized OptionalLong currentLag(TopicPartition partition) {
        lagQuestions++;
        return super.currentLag(partition);
    }

    /** The same. */
    @Override
    public synchronized void resume(Collection<TopicPartition> those) {
        RuntimeException failure = resumeFailures.poll();
        if (failure != null) {
            throw failure;
        }
        super.resume(those);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalances) {
        listener = rebalances;
        super.subscribe(topics, rebalances);
    }

    /** As the real one: it forgets the pauses of partitions that go. */
    @Override
    public synchronized void rebalance(Collection<TopicPartition> assigned) {
        resume(assignment().stream()
                .filter(partition -> !assigned.contains(partition))
                .toList());
        super.rebalance(assigned);
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        note("async", offsets);
        RuntimeException failure = failures.poll();
        Runnable answer = () -> {
            if (failure == null) {
                group.putAll(offsets);
            }
            if (callback != null) {
                callback.onComplete(offsets, failure);
            }
        };
        if (holdsAnswers) {
            held.add(answer);
        } else {
            answer.run();
        }
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration bound) {
        note("sync", offsets);
        whileCommitting.run();
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        group.putAll(offsets);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> those, Duration bound) {
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(group);
        found.keySet().retainAll(those);
        return found;
    }

    // Its constructors are to become the client's own; there is no other way yet to say that a member joins.
    @SuppressWarnings("removal")
    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return joining ? new ConsumerGroupMetadata("g") : super.groupMetadata();
    }

    /** As the real one: the listener hears of it even where the member remains. */
    @Override
    public void close(CloseOptions options) {
        calls.add("close " + options.groupMembershipOperation());
        if (listener != null && !assignment().isEmpty()) {
            listener.onPartitionsRevoked(assignment());
        }
        super.close(options);
    }

    private void note(String how, Map<TopicPartition, OffsetAndMetadata> offsets) {
        List<String> words = new ArrayList<>(List.of(how));
        offsets.forEach((partition, offset) -> words.add(partition + "@" + offset.offset()));
        calls.add(String.join(" ", words));
    }
}
