package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyLanes;
import dev.pollux.engine.earlier.HashMapLanes;
import dev.pollux.engine.earlier.ListedLanes;
import dev.pollux.engine.earlier.ProbedLanes;

/**
 * The lanes that are compared. Those that take records as they come know whether a run has its partition to itself, for which each
 * has its tracker; the older two have none, and {@link OffsetTrackerBenchmark} tells what that would add.
 */
public enum LanesVersion {
    /** Today's. */
    NOW,
    /** See {@link ListedLanes}. */
    LISTED,
    /** See {@link ProbedLanes}. */
    PROBED,
    /** See {@link HashMapLanes}. */
    HASH_MAP;

    AnyLanes<?> make() {
        return switch (this) {
            case NOW -> new CurrentLanes();
            case LISTED -> new ListedLanes();
            case PROBED -> new ProbedLanes();
            case HASH_MAP -> new HashMapLanes();
        };
    }
}
