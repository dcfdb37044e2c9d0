package dev.pollux.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which partitions are not fetched, and why: for want of room, because a person asked for it, on the way down. */
final class Pauses {
    private final FlowControl flow;
    private final AskedPauses asked = new AskedPauses();

    /** Those that brought more than their share, as far as they still have it, and what each had when it was looked at last. */
    private final Map<Assignment, Integer> crowding = new LinkedHashMap<>();

    /** Whether any partition may be paused for want of room. */
    private boolean anyForRoom;

    Pauses(FlowControl flow) {
        this.flow = flow;
    }

    /**
     * These partitions came: the client has forgotten what it knew of them. The poll that brings them may bring their records
     * as well, for which there has to be room.
     */
    void assigned(Collection<Assignment> assignments, boolean draining, ConsumerActions actions) {
        if (draining) {
            pause(assignments, PauseReason.DRAINING, actions);
        }
        pause(asked(assignments), PauseReason.ASKED_FOR, actions);
        noRoom(assignments, actions);
    }

    /** A partition brought something. */
    void fetched(Assignment assignment, int partitions) {
        if (flow.exceedsShare(assignment, partitions)) {
            crowding.put(assignment, assignment.buffered);
        }
    }

    /**
     * Whether another poll fits, and no partition is too far ahead of the others. One whose records are handled quickly is so for a
     * moment only, and to pause it at once costs more: where the others have nothing, the client asks the brokers for them alone,
     * and asks nothing else until they answer, {@code fetch.max.wait.ms} later.
     */
    boolean hasRoom(int partitions) {
        return !flow.isFull() && !isCrowded(partitions);
    }

    /**
     * Whether one of those that are too far ahead has finished nothing since this was asked last: to wait for it would only keep
     * the others from being fetched.
     */
    boolean isHeldUp() {
        boolean any = false;
        for (Map.Entry<Assignment, Integer> one : crowding.entrySet()) {
            int buffered = one.getKey().buffered;
            any |= one.setValue(buffered) == buffered;
        }
        return any;
    }

    private boolean isCrowded(int partitions) {
        if (!crowding.isEmpty()) {
            crowding.keySet()
                    .removeIf(assignment -> !assignment.isActive()
                            || assignment.isPaused(PauseReason.NO_ROOM)
                            || !flow.exceedsShare(assignment, partitions));
        }
        return !crowding.isEmpty();
    }

    /** There has been no room for a while, or there is none for what was assigned just now. */
    void noRoom(Collection<Assignment> assignments, ConsumerActions actions) {
        if (flow.isFull()) {
            pause(assignments, PauseReason.NO_ROOM, actions);
        } else if (isCrowded(assignments.size())) {
            pause(crowding.keySet(), PauseReason.NO_ROOM, actions);
        }
    }

    /** Resumes what there is room for again. */
    void makeUseOfRoom(Collection<Assignment> assignments, ConsumerActions actions) {
        if (!anyForRoom || flow.isFull()) {
            return;
        }
        anyForRoom = false;
        List<Assignment> withRoom = new ArrayList<>();
        for (Assignment assignment : assignments) {
            if (assignment.isPaused(PauseReason.NO_ROOM)) {
                if (flow.hasRoomFor(assignment, assignments.size())) {
                    withRoom.add(assignment);
                } else {
                    anyForRoom = true;
                }
            }
        }
        resume(withRoom, PauseReason.NO_ROOM, actions);
    }

    /** A person wants these paused, or resumed. */
    void ask(PauseScope scope, boolean pause, Collection<Assignment> assignments, ConsumerActions actions) {
        asked.ask(scope, pause);
        List<Assignment> paused = asked(assignments);
        pause(paused, PauseReason.ASKED_FOR, actions);
        resume(assignments.stream().filter(a -> !paused.contains(a)).toList(), PauseReason.ASKED_FOR, actions);
    }

    /** The worker is on its way down. */
    void drain(Collection<Assignment> assignments, ConsumerActions actions) {
        pause(assignments, PauseReason.DRAINING, actions);
    }

    private List<Assignment> asked(Collection<Assignment> assignments) {
        return assignments.stream().filter(a -> asked.isPaused(a.partition())).toList();
    }

    private void pause(Collection<Assignment> assignments, PauseReason reason, ConsumerActions actions) {
        anyForRoom |= reason == PauseReason.NO_ROOM;
        List<Assignment> now = assignments.stream().filter(a -> a.pause(reason)).toList();
        if (!now.isEmpty()) {
            actions.pause(now);
        }
    }

    private static void resume(Collection<Assignment> assignments, PauseReason reason, ConsumerActions actions) {
        List<Assignment> now =
                assignments.stream().filter(a -> a.resume(reason)).toList();
        if (!now.isEmpty()) {
            actions.resume(now);
        }
    }
}
