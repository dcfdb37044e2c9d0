package dev.pollux.engine;

import java.util.Arrays;

/**
 * Offsets of one partition that were finished beyond a committable offset: what a commit's metadata carries from one
 * assignment to the next. Immutable.
 *
 * <p>Kept as ranges. A gap between two finished offsets, where there is no record, counts as finished.
 */
public final class OffsetMap {
    /** Nothing. */
    public static final OffsetMap NONE = new OffsetMap(new long[0], -1);

    /** Ranges in ascending order, {@code [2i]} inclusive to {@code [2i + 1]} exclusive, that do not touch. */
    private final long[] bounds;

    private final int leaderEpoch;

    /**
     * @param bounds the ranges, each from (inclusive) to (exclusive), ascending and not touching
     * @param leaderEpoch the newest leader epoch among these offsets; -1 where unknown
     * @throws IllegalArgumentException where they are not in order
     */
    OffsetMap(long[] bounds, int leaderEpoch) {
        for (int i = 1; i < bounds.length; i++) {
            if (bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException("not ascending: " + Arrays.toString(bounds));
            }
        }
        if (bounds.length % 2 != 0) {
            throw new IllegalArgumentException("a range has no end: " + Arrays.toString(bounds));
        }
        this.bounds = bounds;
        this.leaderEpoch = leaderEpoch;
    }

    /** Whether no offset is in it. */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** The newest leader epoch among these offsets; -1 where unknown. */
    int leaderEpoch() {
        return leaderEpoch;
    }

    /** How many ranges there are. */
    int ranges() {
        return bounds.length / 2;
    }

    /** The first offset of the {@code i}th range. */
    long from(int i) {
        return bounds[2 * i];
    }

    /** The offset behind the {@code i}th range. */
    long to(int i) {
        return bounds[2 * i + 1];
    }

    /** The offset behind the last one; -1 where there is none. */
    long end() {
        return isEmpty() ? -1 : bounds[bounds.length - 1];
    }

    /** Whether this offset is in it. */
    boolean contains(long offset) {
        int found = Arrays.binarySearch(bounds, offset);
        // At a bound: the beginning of a range is in, its end is out. Between two: in, where the one before is a
        // beginning.
        return found >= 0 ? found % 2 == 0 : (-found - 1) % 2 == 1;
    }

    /** What of it is not before this offset. */
    OffsetMap notBefore(long offset) {
        long[] rest = new long[bounds.length];
        int count = 0;
        for (int i = 0; i < ranges(); i++) {
            if (to(i) > offset) {
                rest[count++] = Math.max(from(i), offset);
                rest[count++] = to(i);
            }
        }
        return new OffsetMap(Arrays.copyOf(rest, count), leaderEpoch);
    }

    /** These offsets and those of the other map, none of which is before the end of this one. */
    OffsetMap followedBy(OffsetMap later) {
        if (isEmpty() || later.isEmpty()) {
            return isEmpty() ? later : this;
        }
        boolean touching = end() == later.from(0);
        int kept = touching ? bounds.length - 1 : bounds.length;
        int skipped = touching ? 1 : 0;
        long[] all = Arrays.copyOf(bounds, kept + later.bounds.length - skipped);
        System.arraycopy(later.bounds, skipped, all, kept, later.bounds.length - skipped);
        return new OffsetMap(all, Math.max(leaderEpoch, later.leaderEpoch));
    }

    /** The first {@code count} ranges. */
    OffsetMap first(int count) {
        return count >= ranges() ? this : new OffsetMap(Arrays.copyOf(bounds, 2 * count), leaderEpoch);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OffsetMap that && Arrays.equals(bounds, that.bounds) && leaderEpoch == that.leaderEpoch;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds) * 31 + leaderEpoch;
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds) + " epoch " + leaderEpoch;
    }
}
