package dev.pollux.engine;

/** What tests of other packages need of the engine's inside, and nobody else. */
public final class EngineInside {
    private static final int OBSERVATIONS = 100;

    private EngineInside() {}

    /** Whether this offset is among those that were finished. */
    public static boolean contains(OffsetMap map, long offset) {
        return map.contains(offset);
    }

    /** The pace of a worker that was under way for a while, its handler taking so many nanoseconds for a record or a batch. */
    public static Pace warmedUp(Pace pace, long nanosEach) {
        for (int i = 0; i < OBSERVATIONS; i++) {
            pace.observed(1, nanosEach);
        }
        return pace;
    }
}
