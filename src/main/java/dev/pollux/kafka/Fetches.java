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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the engine what a poll returned, one event a partition. For the poll thread alone. */
final class Fetches {
    private static final Logger LOG = LoggerFactory.getLogger(Fetches.class);

    private static final int UNKNOWN = -1;

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
                beginAnew(consumer, partition, fetched.getFirst().offset());
            } else if (!fetched.isEmpty()) {
                OffsetAndMetadata position = next.get(partition);
                // An interceptor may have dropped the positions.
                take(partition, fetched, position != null ? position.offset() : after(fetched.getLast()));
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
                step(partition, List.of(), consumer.position(partition, Duration.ZERO), UNKNOWN);
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
                    beginAnew(consumer, partition, position);
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
                    forget(consumer, partition);
                    consumer.seekToBeginning(List.of(partition));
                }
            }
        }
    }

    /** Fetches these records again with the next poll: they must not be handled yet. */
    void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
    }

    /**
     * Offsets went back: the log was truncated, or the topic deleted and made again, so what is known of the offsets from
     * here on is about other records. The partition begins anew, at the oldest record that is not finished.
     */
    private void beginAnew(Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        long position = owned.position(partition);
        long committable = engine.view().partitions().stream()
                .filter(view -> view.topic().equals(partition.topic()) && view.partition() == partition.partition())
                .mapToLong(PartitionView::committable)
                .filter(known -> known >= 0)
                .findFirst()
                .orElse(offset);
        LOG.warn("{} went back from offset {} to {}: its log is another one", partition, position, offset);
        forget(consumer, partition);
        owned.beganAnew(partition);
        consumer.seek(partition, Math.min(committable, offset));
    }

    /** What was known of its offsets is about other records. */
    private void forget(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        engine.step(new Event.Lost(List.of(partition)));
        owned.remove(List.of(partition));
        owned.add(List.of(partition));
        // The group did not take it, so the client still knows of a pause of which the engine's new assignment does
        // not.
        consumer.resume(List.of(partition));
        engine.step(new Event.Assigned(List.of(partition)));
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
        if (owned.move(partition, position)) {
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
