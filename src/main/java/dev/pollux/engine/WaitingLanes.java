package dev.pollux.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Lanes that wait for a time to come, the earliest first; equal times in the order in which they came. */
final class WaitingLanes {
    private static final Comparator<Lane> ORDER = (a, b) -> {
        int byTime = Long.signum(a.dueNanos - b.dueNanos);
        return byTime != 0 ? byTime : Long.compare(a.sequence, b.sequence);
    };

    private final PriorityQueue<Lane> lanes = new PriorityQueue<>(ORDER);
    private long sequence;

    void add(Lane lane, long dueNanos) {
        lane.become(Lane.Phase.WAITING);
        lane.dueNanos = dueNanos;
        lane.sequence = sequence++;
        lanes.add(lane);
    }

    /** Takes the next lane that is due; null where none is. */
    @Nullable
    Lane takeDue(long now) {
        Lane first = lanes.peek();
        return first == null || first.dueNanos - now > 0 ? null : lanes.poll();
    }

    /** Forgets the lanes of an assignment that goes. */
    void drop(Assignment assignment) {
        lanes.removeIf(lane -> lane.assignment == assignment);
    }

    long deadlineNanos() {
        Lane first = lanes.peek();
        return first == null ? Long.MAX_VALUE : first.dueNanos;
    }
}
