package dev.pollux.kafka;

import dev.pollux.engine.Event;
import dev.pollux.engine.OffsetMap;
import dev.pollux.engine.OffsetMapCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the group's last commits say was finished beyond their offsets. For the poll thread alone. */
final class CommittedMaps {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedMaps.class);

    /** The client asks for the offsets itself right after, so this is no added wait when the brokers answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Outside a rebalance the poll thread has other things to do. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Owned owned;

    CommittedMaps(Consumer<byte[], byte[]> consumer, Owned owned) {
        this.consumer = consumer;
        this.owned = owned;
    }

    /**
     * Those of these partitions, which just came, that have one. Without an answer there are none: records that were finished
     * already are handed out again, and nothing is lost.
     */
    List<Event.Remembered> read(Collection<TopicPartition> partitions) {
        try {
            return read(Set.copyOf(partitions), PATIENCE);
        } catch (KafkaException e) {
            LOG.warn(
                    "What was finished beyond the committed offsets of {} could not be read yet: {}",
                    partitions,
                    e.toString());
            return List.of();
        }
    }

    /** The same for those of these partitions, of which nothing was fetched yet, for which there was no answer. */
    List<Event.Remembered> readMissing(Collection<TopicPartition> partitions) {
        Set<TopicPartition> missing = new HashSet<>();
        for (TopicPartition partition : partitions) {
            Place place = owned.place(partition);
            if (place != null && !place.knowsCommitted()) {
                missing.add(partition);
            }
        }
        try {
            return missing.isEmpty() ? List.of() : read(missing, SHORT_PATIENCE);
        } catch (TimeoutException notYet) {
            return List.of();
        }
    }

    private List<Event.Remembered> read(Set<TopicPartition> partitions, Duration patience) {
        List<Event.Remembered> maps = new ArrayList<>();
        var committed = Patience.unawakened(() -> consumer.committed(partitions, patience));
        for (TopicPartition partition : partitions) {
            @Nullable OffsetAndMetadata commit = committed.get(partition);
            Place place = owned.place(partition);
            if (place != null) {
                place.found(commit);
            }
            if (commit != null) {
                OffsetMap map = decode(partition, commit);
                if (!map.isEmpty()) {
                    maps.add(new Event.Remembered(partition, commit.offset(), map));
                }
            }
        }
        return maps;
    }

    private static OffsetMap decode(TopicPartition partition, OffsetAndMetadata commit) {
        return switch (OffsetMapCodec.decode(commit.offset(), commit.metadata())) {
            case OffsetMapCodec.Decoded.Map(var map) -> map;
            case OffsetMapCodec.Decoded.Unusable(var why) -> {
                LOG.warn(
                        "The metadata of the commit of {} at offset {} is ignored, its offset is used: {}",
                        partition,
                        commit.offset(),
                        why);
                yield OffsetMap.NONE;
            }
        };
    }
}
