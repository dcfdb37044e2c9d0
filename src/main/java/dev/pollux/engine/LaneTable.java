package dev.pollux.engine;

import dev.pollux.api.Delivery;
import org.jspecify.annotations.Nullable;

/** Which lane a record belongs to: the one question in which the orderings differ. */
interface LaneTable {

    /** The record's lane, made if need be; null where no other record has to wait for it. */
    @Nullable
    Lane laneOf(Delivery<byte[], byte[]> record);

    /** The lane is idle and no longer needed. */
    void remove(Lane lane);

    /** Gives back memory that is not needed any more. */
    default void shrink() {}

    /** Whether no record can be handed out that is not in a lane already: saves looking at each. */
    boolean isBlocked();

    /** Whether there is one lane for all. */
    default boolean isOneLane() {
        return false;
    }

    /** The table for one assignment of a partition. */
    static LaneTable of(Ordering ordering, Assignment assignment) {
        return switch (ordering) {
            case KEY -> new KeyLanes(assignment);
            case PARTITION -> new PartitionLane(assignment);
            case NONE -> new NoLanes();
        };
    }
}
