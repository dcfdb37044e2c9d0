package dev.pollux.engine;

import org.jspecify.annotations.Nullable;

/**
 * What an earlier assignment of the partition, here or elsewhere, finished beyond the offset that it committed.
 *
 * <p>It holds for the log that it was learned from. A record of a newer leader epoch where an older one was finished, or one
 * before the committed offset, says that the log was truncated or is another one: from there on nothing is remembered.
 */
final class Remembered {
    private @Nullable OffsetMap map;
    private long committed;

    /** To be called before the first record. */
    void learn(long committedOffset, OffsetMap finished) {
        committed = committedOffset;
        map = finished.isEmpty() ? null : finished;
    }

    /** Whether there is anything. */
    boolean isAnything() {
        return map != null;
    }

    /** What is remembered from this position on, where nothing was fetched yet: whoever commits must not forget it. */
    OffsetMap notBefore(long position) {
        return map == null || position < committed ? OffsetMap.NONE : map.notBefore(position);
    }

    /**
     * The log goes on at this position, and the newest of what is before is of this leader epoch: so is what is behind, or
     * newer, and what was of an older one is gone.
     */
    void goesOn(long position, int leaderEpoch) {
        OffsetMap known = map;
        if (known != null && position < known.end() && isRewritten(known, leaderEpoch)) {
            map = null;
        }
    }

    private static boolean isRewritten(OffsetMap known, int leaderEpoch) {
        return known.leaderEpoch() >= 0 && leaderEpoch > known.leaderEpoch();
    }

    /** Whether this record, the next one in offset order, was finished before. */
    boolean contains(long offset, int leaderEpoch) {
        OffsetMap known = map;
        if (known == null) {
            return false;
        }
        if (offset < committed || offset >= known.end() || isRewritten(known, leaderEpoch)) {
            map = null;
            return false;
        }
        return known.contains(offset);
    }
}
