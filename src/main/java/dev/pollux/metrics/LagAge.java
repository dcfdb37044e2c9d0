package dev.pollux.metrics;

import dev.pollux.engine.EngineView.PartitionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How old, in seconds, the oldest record is that a partition still has to finish.
 *
 * <ul>
 *   <li>Something is fetched and not finished: the age of the oldest such record's timestamp.
 *   <li>Everything up to the end is finished, or nothing is known yet: 0.
 *   <li>Records wait at the broker and none is fetched, as when the buffer is full of other partitions' records: nobody
 *       knows their timestamps, so it is the time for which the partition has been seen to stand still. It is at least
 *       that old, and grows until the next record is fetched.
 * </ul>
 *
 * <p>For one thread at a time.
 */
final class LagAge {
    private record Place(String topic, int partition) {
        static Place of(PartitionView partition) {
            return new Place(partition.topic(), partition.partition());
        }
    }

    private record Standstill(long position, long sinceMillis) {}

    private final Map<Place, Standstill> standing = new HashMap<>();

    /**
     * @param end the offset after the partition's last record; -1 where it is not known
     */
    double seconds(PartitionView partition, long end, long nowMillis) {
        Place place = Place.of(partition);
        long position = Math.max(partition.position(), Math.max(partition.committable(), partition.committed()));
        if (partition.oldestTimestamp() >= 0 || position < 0 || position >= end) {
            standing.remove(place);
            return partition.oldestTimestamp() < 0 ? 0 : age(partition.oldestTimestamp(), nowMillis);
        }
        Standstill now = new Standstill(position, nowMillis);
        Standstill since =
                standing.merge(place, now, (before, next) -> before.position() == next.position() ? before : next);
        return age(since.sinceMillis(), nowMillis);
    }

    /** Forgets the partitions that are not assigned any more. */
    void keepOnly(List<PartitionView> partitions) {
        Set<Place> assigned = partitions.stream().map(Place::of).collect(Collectors.toSet());
        standing.keySet().retainAll(assigned);
    }

    private static double age(long sinceMillis, long nowMillis) {
        return Math.max(0, nowMillis - sinceMillis) / 1000.0;
    }
}
