package dev.pollux.worker;

import dev.pollux.engine.Run;
import dev.pollux.engine.StandIn;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs that the thread that polls handles itself. Guarded by the engine's lock, which decides who of two threads polls on. */
final class PollThreadRuns {
    private final ArrayDeque<Run> kept = new ArrayDeque<>();

    /** The one that the thread is at, and who takes over where it stands still; both or none. */
    private @Nullable Run current;

    private @Nullable StandIn standIn;

    /** It is left to the thread that polls. */
    void keep(Run run) {
        kept.add(run);
    }

    boolean isNothingKept() {
        return kept.isEmpty();
    }

    /** For the thread that polls: the run to begin with now; null where nothing is left. */
    @Nullable
    Run begin(StandIn other) {
        current = kept.poll();
        standIn = current == null ? null : other;
        return current;
    }

    /** For the thread that polls: it is through with this one. Returns whether it still is the one that polls. */
    boolean end(Run run) {
        if (current != run) {
            return false;
        }
        current = null;
        standIn = null;
        return true;
    }

    /** A run stands still. Returns who takes over where the thread that polls is at it; what was left to it goes to workers then. */
    @Nullable
    StandIn stalled(Run run, List<Run> toWorkers) {
        if (current != run) {
            if (kept.remove(run)) {
                toWorkers.add(run);
            }
            return null;
        }
        toWorkers.addAll(giveUp());
        StandIn other = standIn;
        current = null;
        standIn = null;
        return other;
    }

    /** What was left to the thread that polls, and is not any more. */
    List<Run> giveUp() {
        List<Run> all = List.copyOf(kept);
        kept.clear();
        return all;
    }
}
