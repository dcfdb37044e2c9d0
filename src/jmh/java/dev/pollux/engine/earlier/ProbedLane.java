package dev.pollux.engine.earlier;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A lane of {@link ProbedLanes} and {@link ListedLanes}: exists from when its first record is handed out or parked until it is idle. */
final class ProbedLane {
    enum Phase {
        IDLE,
        READY,
        RUNNING
    }

    final byte[] key;
    final long hash;
    private Phase phase = Phase.IDLE;
    private @Nullable ArrayDeque<Delivery<byte[], byte[]>> parked;

    /** The run that records of this lane are in. */
    @Nullable
    Object owner;

    int running;
    private int refused;
    private int released;

    ProbedLane(byte[] key, long hash) {
        this.key = key;
        this.hash = hash;
    }

    Phase phase() {
        return phase;
    }

    void become(Phase next) {
        boolean allowed = switch (phase) {
            case IDLE -> true;
            case READY -> next == Phase.RUNNING;
            case RUNNING -> next != Phase.RUNNING;
        };
        if (!allowed) {
            throw new IllegalStateException("a lane cannot become " + next + " while " + phase);
        }
        phase = next;
    }

    void park(Delivery<byte[], byte[]> record) {
        queue().addLast(record);
    }

    Delivery<byte[], byte[]> takeFirst() {
        return queue().removeFirst();
    }

    boolean hasParked() {
        return parked != null && !parked.isEmpty();
    }

    boolean nextIsAlone() {
        return refused + released > 0;
    }

    void firstFinished() {
        refused = 0;
        released = 0;
    }

    private ArrayDeque<Delivery<byte[], byte[]>> queue() {
        if (parked == null) {
            parked = new ArrayDeque<>(4);
        }
        return parked;
    }
}
