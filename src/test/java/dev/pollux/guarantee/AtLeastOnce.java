package dev.pollux.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Every record is finished in the end: accepted, dead-lettered with acknowledgement, or skipped. */
public final class AtLeastOnce {
    private static final int SHOWN = 10;

    private final Map<TopicPartition, Set<Long>> finished = new HashMap<>();

    /** Returns false where it was finished before. */
    public boolean finished(TopicPartition partition, long offset) {
        return finished.computeIfAbsent(partition, p -> new HashSet<>()).add(offset);
    }

    /** The log lost everything from this offset on: what comes there now are other records. */
    public void logEndsAt(TopicPartition partition, long offset) {
        finished.getOrDefault(partition, new HashSet<>()).removeIf(known -> known >= offset);
    }

    /** At the end: all of these were finished. */
    public void check(TopicPartition partition, Iterable<Long> offsets) {
        Set<Long> those = finished.getOrDefault(partition, Set.of());
        List<Long> missing = new ArrayList<>();
        int count = 0;
        for (long offset : offsets) {
            if (!those.contains(offset)) {
                count++;
                if (missing.size() < SHOWN) {
                    missing.add(offset);
                }
            }
        }
        if (count > 0) {
            throw new BrokenPromise("at least once: " + count + " record(s) of " + partition
                    + " were never finished, such as those at " + missing);
        }
    }
}
