package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the engine what a poll returned, one event a partition. For the poll thread alone. */
final class Fetches {
    private static final Logger LOG = LoggerFactory.getLogger(Fetches.class);

    private static final int UNKNOWN = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EngineDoor engine;
    private final Owned owned;
    private final StartPosition start;

    Fetches(Owned owned, EngineDoor engine, StartPosition start) {
        this.start = start;
        this.owned = owned;
        this.engine = engine;
    }

    /** Hands over what a poll brought; seeks back where a partition's log turned out to be another one. */
    void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> fetched = records.records(partition);
            if (!fetched.isEmpty() && fetched.getFirst().offset() < owned.position(partition)) {
                beginAnew(
                        consumer,
                        partition,
                        fetched.getFirst().offset(),
                        fetched.getFirst().leaderEpoch());
            } else if (!fetched.isEmpty()) {
                take(partition, fetched, next.get(partition));
            }
        }
        next.forEach((partition, position) -> {
            // An idle poll repeats the positions; those of records are told above.
            if (records.records(partition).isEmpty() && owned.position(partition) < position.offset()) {
                step(partition, List.of(), position.offset(), epoch(position.leaderEpoch()));
            }
        });
    }

    /**
     * Tells where partitions begin that brought nothing yet, so that the place is committed: found by {@code latest}, it
     * must still be known after a restart. Costs a look at each partition; not for every poll.
     */
    void takeBeginnings(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> unplaced = new ArrayList<>();
        for (TopicPartition partition : owned.unknown()) {
            try {
                long position = consumer.position(partition, Duration.ZERO);
                if (!owned.knowsCommitted(partition)) {
                    // The brokers did not say when it came; the position shows that they answer now.
                    owned.found(
                            partition,
                            consumer.committed(Set.of(partition), PATIENCE).get(partition));
                }
                step(partition, List.of(), position, epoch(owned.committedEpoch(partition, position)));
            } catch (TimeoutException notYetKnown) {
                unplaced.add(partition);
            }
        }
        if (start instanceof StartPosition.Back(var duration) && !unplaced.isEmpty()) {
            QuietPartitions.place(consumer, unplaced, duration);
        }
    }

    /**
     * Notices where offsets went back though no record came: the positions known here would be committed for a log that
     * they are not of. Not for every poll either.
     */
    void lookBack(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : owned.partitions()) {
            try {
                long position = consumer.position(partition, Duration.ZERO);
                if (position < owned.position(partition)) {
                    beginAnew(consumer, partition, position, owned.leaderEpoch(partition));
                }
            } catch (TimeoutException notKnown) {
                // The client is about to find out.
            }
        }
    }

    /** Begins these topics' partitions at their beginnings, but for those that began anew since: everything there is news. */
    void beginAnew(Consumer<byte[], byte[]> consumer, List<TopicIds.MadeAnew> topics) {
        for (TopicIds.MadeAnew anew : topics) {
            for (TopicPartition partition : owned.partitions()) {
                if (partition.topic().equals(anew.topic()) && !owned.isNewerThan(partition, anew.lastOldNanos())) {
                    LOG.warn("{} was deleted and made again: it is read from its beginning", partition);
                    owned.remove(List.of(partition));
                    owned.add(List.of(partition));
                    startOver(consumer, partition);
                    consumer.seekToBeginning(List.of(partition));
                }
            }
        }
    }

    /** Fetches these records again with the next poll: they must not be handled yet. */
    void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<byte[], byte[]> first = records.records(partition).getFirst();
            seek(consumer, partition, first.offset(), first.leaderEpoch());
        }
    }

    /**
     * Offsets went back: the log was truncated, or the topic deleted and made again, so what is known of the offsets from
     * here on is about other records. The partition begins anew, at the oldest record that is not finished.
     */
    private void beginAnew(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, Optional<Integer> leaderEpoch) {
        long position = owned.position(partition);
        long committable = engine.view().partitions().stream()
                .filter(view -> view.topic().equals(partition.topic()) && view.partition() == partition.partition())
                .mapToLong(PartitionView::committable)
                .filter(known -> known >= 0)
                .findFirst()
                .orElse(offset);
        LOG.warn("{} went back from offset {} to {}: its log is another one", partition, position, offset);
        owned.beginAnew(partition);
        startOver(consumer, partition);
        long from = Math.min(committable, offset);
        if (from != consumer.position(partition)) {
            seek(consumer, partition, from, leaderEpoch);
        }
    }

    /** What the engine knew of its offsets is about other records. */
    private void startOver(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        // The engine begins without a pause, which the client does not know.
        consumer.resume(List.of(partition));
        engine.step(new Event.BegunAnew(List.of(partition)));
    }

    /**
     * Goes back to an offset at or before a record. With the record's leader epoch, where one is known, the client notices
     * when the log is truncated before it has fetched from there (KIP-320).
     */
    private static void seek(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, Optional<Integer> leaderEpoch) {
        consumer.seek(partition, new OffsetAndMetadata(offset, leaderEpoch, ""));
    }

    /**
     * @param position where the next fetch begins; null where an interceptor dropped the positions
     */
    private void take(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable OffsetAndMetadata position) {
        ConsumerRecord<byte[], byte[]> last = records.getLast();
        if (position == null) {
            take(partition, records, after(last));
        } else if (position.leaderEpoch().isEmpty() || position.leaderEpoch().equals(last.leaderEpoch())) {
            take(partition, records, position.offset());
        } else {
            // A newer leader's marker is behind the last record.
            take(partition, records, after(last));
            step(partition, List.of(), position.offset(), epoch(position.leaderEpoch()));
        }
    }

    /** One event for each leader epoch, of which there is nearly always one. */
    private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long position) {
        int from = 0;
        for (int i = 1; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (!record.leaderEpoch().equals(records.get(from).leaderEpoch())) {
                take(partition, records.subList(from, i), record.offset());
                from = i;
            }
        }
        List<ConsumerRecord<byte[], byte[]>> rest = records.subList(from, records.size());
        step(partition, deliveries(rest), position, epoch(rest.getFirst().leaderEpoch()));
    }

    private void step(
            TopicPartition partition, List<Delivery<byte[], byte[]>> deliveries, long position, int leaderEpoch) {
        if (owned.move(partition, position, leaderEpoch)) {
            engine.step(new Event.Fetched(partition, deliveries, position, leaderEpoch));
        }
    }

    private static List<Delivery<byte[], byte[]>> deliveries(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Delivery<byte[], byte[]>> deliveries = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            deliveries.add(new Delivery<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers(),
                    1));
        }
        return deliveries;
    }

    private static long after(ConsumerRecord<byte[], byte[]> last) {
        return last.offset() + 1;
    }

    private static int epoch(Optional<Integer> leaderEpoch) {
        return leaderEpoch.orElse(UNKNOWN);
    }
}
