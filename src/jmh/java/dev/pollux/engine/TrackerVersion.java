package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyTracker;
import dev.pollux.engine.earlier.BitSetTracker;
import dev.pollux.engine.earlier.OffsetTrackerOfEach;
import dev.pollux.engine.earlier.OffsetTrackerOfRings;
import dev.pollux.engine.earlier.RingsThatShrinkAtOnce;
import dev.pollux.engine.earlier.TreeMapTracker;

/** The offset trackers that are compared. */
public enum TrackerVersion {
    /** Today's. */
    NOW,
    /** See {@link OffsetTrackerOfEach}. */
    EACH,
    /** See {@link OffsetTrackerOfRings}. */
    RINGS,
    /** See {@link RingsThatShrinkAtOnce}. */
    SHRINKING,
    /** See {@link BitSetTracker}. */
    BIT_SET,
    /** See {@link TreeMapTracker}. */
    TREE_MAP;

    AnyTracker make() {
        return switch (this) {
            case NOW -> new CurrentTracker();
            case EACH -> new OffsetTrackerOfEach();
            case RINGS -> new OffsetTrackerOfRings();
            case SHRINKING -> new RingsThatShrinkAtOnce();
            case BIT_SET -> new BitSetTracker();
            case TREE_MAP -> new TreeMapTracker();
        };
    }
}
