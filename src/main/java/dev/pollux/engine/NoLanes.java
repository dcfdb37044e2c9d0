package dev.pollux.engine;

import dev.pollux.api.Delivery;
import org.jspecify.annotations.Nullable;

/** {@code ordering: none}: nobody waits for anybody. */
final class NoLanes implements LaneTable {
    @Override
    public @Nullable Lane laneOf(Delivery<byte[], byte[]> record) {
        return null;
    }

    @Override
    public void remove(Lane lane) {}

    @Override
    public boolean isBlocked() {
        return false;
    }
}
