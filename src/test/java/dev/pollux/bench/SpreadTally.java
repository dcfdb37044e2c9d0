package dev.pollux.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Tally} is, for a {@link SpreadTopic}. A partition's places lie together, as its records come together.
 */
final class SpreadTally {
    private static final int NOTHING = -1;

    private final int[][] last = new int[SpreadTopic.PARTITIONS][SpreadTopic.KEYS];
    private final int[][] seen = new int[SpreadTopic.PARTITIONS][SpreadTopic.KEYS];
    private volatile @Nullable String failure;

    SpreadTally() {
        for (int[] places : last) {
            Arrays.fill(places, NOTHING);
        }
    }

    void see(int partition, byte @Nullable [] key, long offset) {
        if (key == null) {
            throw new IllegalStateException("a record without a key");
        }
        int number = SpreadTopic.number(key);
        if (offset <= last[partition][number]) {
            failure = "offset " + offset + " of partition " + partition + " came after " + last[partition][number];
        }
        last[partition][number] = (int) offset;
        seen[partition][number]++;
    }

    /** Looks at what was counted, once everything is over. */
    void check(int recordsEach) {
        String found = failure;
        if (found != null) {
            throw new IllegalStateException(found);
        }
        for (int partition = 0; partition < seen.length; partition++) {
            int sum = Arrays.stream(seen[partition]).sum();
            if (sum != recordsEach) {
                throw new IllegalStateException(sum + " records seen of " + recordsEach + " in partition " + partition);
            }
        }
    }
}
