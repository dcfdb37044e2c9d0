package dev.pollux.engine;

import java.util.ArrayDeque;
import java.util.List;

/** Hands out runs: from which partition next, how many, and whether at all. */
final class Dispatcher {
    private final Pace pace;
    private final Circuit circuit;
    private final RunsInFlight runs;
    private final BriefRuns brief;
    private final Membership membership;

    /** Partitions that may have records to hand out, each at most once; one run from each in turn. */
    private final ArrayDeque<Assignment> line = new ArrayDeque<>();

    Dispatcher(Pace pace, Circuit circuit, Membership membership) {
        this.pace = pace;
        this.circuit = circuit;
        this.membership = membership;
        runs = new RunsInFlight(pace.heedsStandstill());
        brief = new BriefRuns(pace);
    }

    RunsInFlight runs() {
        return runs;
    }

    /** Puts a partition into the line of those that may have work, unless it has none or stands there. */
    void stand(Assignment assignment) {
        if (!assignment.inLine
                && assignment.mayHandOut()
                && assignment.lanes.mayHaveReady()
                && (pace.isWorthSharing() || assignment.awakeRuns == 0)) {
            assignment.inLine = true;
            line.addLast(assignment);
        }
    }

    /** Hands out what workers are free for. */
    void dispatch(long now, Actions actions) {
        if (!membership.mayHandOut(now)) {
            return;
        }
        while (!line.isEmpty() && circuit.lets() && runs.size() < pace.most() && runs.awake() < pace.wantedAwake()) {
            Assignment assignment = line.removeFirst();
            assignment.inLine = false;
            if (assignment.mayHandOut() && hasWorkFrom(assignment, now, actions)) {
                stand(assignment);
            }
        }
    }

    /** Returns false where nothing could be handed out now: only another event of the partition can change that. */
    private boolean hasWorkFrom(Assignment assignment, long now, Actions actions) {
        int size = circuit.size(pace.runSize());
        Run run = assignment.lanes.nextRun(size);
        if (run.size() == 0) {
            return false;
        }
        assignment.inFlight += run.size();
        run.brief = brief.isBrief(run.size(), now);
        runs.add(run, now);
        circuit.handedOut(run);
        actions.dispatch(run);
        return true;
    }

    /** The runs that were found to stand still just now. */
    List<Run> newlyStalled(long now) {
        if (!runs.isLookDue(now)) {
            return List.of();
        }
        List<Run> stalled = runs.look(now);
        stalled.forEach(run -> brief.stalled(run, now));
        return stalled;
    }
}
