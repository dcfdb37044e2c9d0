package dev.pollux.engine;

import dev.pollux.api.Delivery;

/** {@code ordering: partition}: one lane for all. */
final class PartitionLane implements LaneTable {
    private final Lane lane;

    PartitionLane(Assignment assignment) {
        lane = new Lane(assignment, null, 0);
    }

    @Override
    public Lane laneOf(Delivery<byte[], byte[]> record) {
        return lane;
    }

    @Override
    public void remove(Lane idle) {}

    @Override
    public boolean isOneLane() {
        return true;
    }

    @Override
    public boolean isBlocked() {
        return lane.phase() != Lane.Phase.IDLE;
    }
}
