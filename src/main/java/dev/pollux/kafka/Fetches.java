package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Brings the engine what a poll returned, one event a partition. For the poll thread alone. */
final class Fetches {
    private final EngineDoor engine;

    private final Owned owned;

    Fetches(Owned owned, EngineDoor engine) {
        this.owned = owned;
        this.engine = engine;
    }

    void take(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> fetched = records.records(partition);
            if (!fetched.isEmpty()) {
                OffsetAndMetadata position = next.get(partition);
                // An interceptor may have dropped the positions.
                step(partition, deliveries(fetched), position != null ? position : after(fetched.getLast()));
            }
        }
        next.forEach((partition, position) -> {
            // An idle poll repeats the positions.
            if (owned.position(partition) < position.offset()) {
                step(partition, List.of(), position);
            }
        });
    }

    /**
     * Tells where partitions begin that brought nothing yet, so that the place is committed: found by {@code latest}, it
     * must still be known after a restart. Costs a look at each partition; not for every poll.
     */
    void takeBeginnings(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : owned.unknown()) {
            try {
                step(partition, List.of(), new OffsetAndMetadata(consumer.position(partition, Duration.ZERO)));
            } catch (TimeoutException notYetKnown) {
                // Next time.
            }
        }
    }

    /** Fetches these records again with the next poll: they must not be handled yet. */
    void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
    }

    private void step(TopicPartition partition, List<Delivery<byte[], byte[]>> deliveries, OffsetAndMetadata position) {
        if (owned.move(partition, position.offset())) {
            engine.step(new Event.Fetched(
                    partition,
                    deliveries,
                    position.offset(),
                    position.leaderEpoch().orElse(-1)));
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

    private static OffsetAndMetadata after(ConsumerRecord<byte[], byte[]> last) {
        return new OffsetAndMetadata(last.offset() + 1, last.leaderEpoch(), "");
    }
}
