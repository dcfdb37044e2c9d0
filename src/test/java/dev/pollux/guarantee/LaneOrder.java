package dev.pollux.guarantee;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to be handled in order is finished in offset order, as far as first times go: a later delivery may repeat, but
 * never overtake. A lane is whatever has an order: a key of a partition, or a partition.
 */
public final class LaneOrder {
    private static final class Lane {
        private long highest = -1;
        private final Set<Long> seen = new HashSet<>();
    }

    private final Map<String, Lane> lanes = new HashMap<>();

    /** A record of the lane is finished, perhaps not for the first time. */
    public void finished(String lane, long offset) {
        Lane known = lanes.computeIfAbsent(lane, l -> new Lane());
        if (known.seen.add(offset)) {
            if (offset < known.highest) {
                throw new BrokenPromise("order: " + lane + '@' + offset + " came after offset " + known.highest);
            }
            known.highest = offset;
        }
    }
}
