package dev.pollux.engine.earlier;

/** What every version of the offset tracker can do; see the engine's own for what it means. */
public interface AnyTracker {
    /** Offers the next record's offset. */
    void offer(long offset, long timestamp);

    /** Finishes one offered offset; false where it was not waiting for that. */
    boolean finish(long offset);

    /** The first unfinished offset, or the one behind the last. */
    long committable();

    /** What is finished beyond the committable offset: ranges, in whatever form. */
    Object finishedBeyond();

    /** The same as bounds: each from (inclusive) to (exclusive), ascending. */
    default long[] boundsBeyond() {
        return (long[]) finishedBeyond();
    }

    /** A poll brings these offsets, {@code to} excluded; {@link #finishOldest} will finish them. */
    default void offer(long[] offsets, int from, int to) {
        for (int i = from; i < to; i++) {
            offer(offsets[i], i);
        }
    }

    /**
     * A run that has the partition to itself finishes these, the oldest ones, {@code to} excluded; what is behind them in the array
     * came as well. Returns how many it finished.
     */
    default int finishOldest(long[] offsets, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (finish(offsets[i])) {
                count++;
            }
        }
        return count;
    }
}
