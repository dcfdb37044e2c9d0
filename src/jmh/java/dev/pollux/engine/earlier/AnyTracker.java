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
}
