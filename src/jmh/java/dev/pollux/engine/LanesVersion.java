package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyLanes;
import dev.pollux.engine.earlier.HashMapLanes;
import dev.pollux.engine.earlier.ProbedLanes;

/** The lanes that are compared. */
public enum LanesVersion {
    /** Today's. */
    NOW,
    /** See {@link ProbedLanes}. */
    PROBED,
    /** See {@link HashMapLanes}. */
    HASH_MAP;

    AnyLanes<?> make() {
        return switch (this) {
            case NOW -> new CurrentLanes();
            case PROBED -> new ProbedLanes();
            case HASH_MAP -> new HashMapLanes();
        };
    }
}
