package dev.pollux.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every contestant's handler: nothing but the check that no record is missing, none comes twice, and none overtakes
 * another one of its key.
 *
 * <p>Plain arrays, one place for each key, because a key (always in one partition) is never handled by two threads at
 * once: where that is not so, the sum at the end or the order comes out wrong.
 */
final class Tally {
    private final long[] last = new long[Keys.COUNT];
    private final int[] seen = new int[Keys.COUNT];
    private volatile @Nullable String failure;

    Tally() {
        Arrays.fill(last, -1);
    }

    void see(byte @Nullable [] key, long offset) {
        if (key == null) {
            throw new IllegalStateException("a record without a key");
        }
        int number = Keys.number(key);
        if (offset <= last[number]) {
            failure = "offset " + offset + " of key " + number + " came after " + last[number];
        }
        last[number] = offset;
        seen[number]++;
    }

    /** So many records, once everything is over. */
    long seen() {
        return Arrays.stream(seen).asLongStream().sum();
    }

    /** What was out of order; null for nothing. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Looks at what was counted, once everything is over. */
    void check(long expected) {
        String found = failure;
        if (found != null) {
            throw new IllegalStateException(found);
        }
        long sum = seen();
        if (sum != expected) {
            throw new IllegalStateException(sum + " records seen of " + expected);
        }
    }
}
