package dev.pollux.engine;

import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.MemberView.EndOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many records of a partition are not committed yet; the one answer for status and metrics.
 *
 * <p>Counted in offsets, as Kafka's own tools count it: gaps left by compaction and transactions count as well. Immutable.
 */
public final class Lag {
    private record Place(String topic, int partition) {}

    private final Map<Place, Long> ends;

    private Lag(Map<Place, Long> ends) {
        this.ends = ends;
    }

    /** Measures against the log ends that the consumer saw last. */
    public static Lag behind(MemberView member) {
        Map<Place, Long> ends = LinkedHashMap.newLinkedHashMap(member.ends().size());
        for (EndOffset end : member.ends()) {
            ends.put(new Place(end.topic(), end.partition()), end.offset());
        }
        return new Lag(ends);
    }

    /** The offset after the partition's last record; empty until the consumer has seen it. */
    public OptionalLong end(PartitionView partition) {
        Long end = ends.get(new Place(partition.topic(), partition.partition()));
        // The end was looked at a moment ago; what is fetched since is proof of more.
        return end == null ? OptionalLong.empty() : OptionalLong.of(Math.max(end, partition.position()));
    }

    /**
     * End less committed, or less committable while this member has not committed; never negative.
     *
     * @return empty while it is not known: before the first fetch, and before the end was seen
     */
    public OptionalLong records(PartitionView partition) {
        long done = partition.committed() >= 0 ? partition.committed() : partition.committable();
        OptionalLong end = end(partition);
        return done < 0 || end.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end.getAsLong() - done));
    }
}
