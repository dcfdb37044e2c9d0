package dev.pollux.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        add(lane, dueNanos, false);
    }

    /** A lane that waits for nothing but the end of an outage: it may come sooner. */
    void addForOutage(Lane lane, long dueNanos) {
        add(lane, dueNanos, true);
    }

    private void add(Lane lane, long dueNanos, boolean forOutage) {
        lane.become(Lane.Phase.WAITING);
        lane.dueNanos = dueNanos;
        lane.forOutage = forOutage;
        lane.sequence = sequence++;
        lanes.add(lane);
    }

    /** The outage is over: whatever waits for that is due. */
    void outageOver(long now) {
        List<Lane> all = new ArrayList<>(lanes);
        lanes.clear();
        for (Lane lane : all) {
            if (lane.forOutage && lane.dueNanos - now > 0) {
                lane.dueNanos = now;
            }
        }
        lanes.addAll(all);
    }

    /** Takes the earliest lane that waits for the end of an outage and may be handed out; null where there is none. */
    @Nullable
    Lane takeForProbe() {
        Lane first = null;
        for (Lane lane : lanes) {
            if (lane.forOutage && lane.assignment.mayHandOut() && (first == null || ORDER.compare(lane, first) < 0)) {
                first = lane;
            }
        }
        if (first != null) {
            lanes.remove(first);
        }
        return first;
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
