package dev.pollux.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs that workers have, and which of them stand still.
 *
 * <p>A run that claimed nothing between two looks has stalled on a record, or on its batch: it no longer counts as awake, and
 * what it has not begun is given back, so that nothing waits behind it. So has a brief one that two looks found begun, whatever it claimed:
 * the thread that polls may be at it, and it takes many times what was expected.
 */
final class RunsInFlight {
    /** Time between two looks: what stands behind a stalled record waits for two of them, which is to be well within 10 ms. */
    static final long LOOK_NANOS = 1_000_000;

    /**
     * Time until the next look where brief runs come and go, and none is there at the moment: whoever is woken up for a look that each
     * run wants anew, and who wakes them up, would have more to do than the handler.
     */
    static final long IDLE_LOOK_NANOS = 4_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final boolean looks;
    private final ArrayList<Run> runs = new ArrayList<>();
    private int stalled;

    /** How many runs came since the last look. */
    private int came;

    private long nextLook = NEVER;

    /** Whether the last look said nothing, for it was late. */
    private boolean excused;

    /**
     * @param looks false where it does not matter that a run stands still
     */
    RunsInFlight(boolean looks) {
        this.looks = looks;
    }

    void add(Run run, long now) {
        run.place = runs.size();
        runs.add(run);
        came++;
        run.assignment.awakeRuns++;
        long soon = now + LOOK_NANOS;
        if (looks && (nextLook == NEVER || (!run.brief && nextLook - soon > 0))) {
            nextLook = soon;
        }
    }

    /** Returns false where the run was not in flight any more. */
    boolean remove(Run run) {
        if (run.place < 0) {
            return false;
        }
        Run last = runs.removeLast();
        if (last != run) {
            runs.set(run.place, last);
            last.place = run.place;
        }
        run.place = -1;
        if (run.stalled) {
            stalled--;
        } else {
            run.assignment.awakeRuns--;
        }
        return true;
    }

    int size() {
        return runs.size();
    }

    int awake() {
        return runs.size() - stalled;
    }

    List<Run> all() {
        return runs;
    }

    boolean isLookDue(long now) {
        return nextLook != NEVER && now - nextLook >= 0;
    }

    /** Marks the runs that stand still since the last look, and returns those that were found just now. */
    List<Run> look(long now) {
        List<Run> found = new ArrayList<>();
        excused = isLate(now) && !excused;
        for (Run run : runs) {
            int claims = run.claims();
            if (!excused && !run.stalled && standsStill(run, claims)) {
                run.stalled = true;
                stalled++;
                run.assignment.awakeRuns--;
                found.add(run);
            }
            run.seenClaims = claims;
        }
        nextLook = awake() > 0 ? now + LOOK_NANOS : came > 1 ? now + IDLE_LOOK_NANOS : NEVER;
        came = 0;
        return found;
    }

    private static boolean standsStill(Run run, int claims) {
        return claims == run.seenClaims || (run.brief && run.seenClaims > 0);
    }

    /** By as much as looks are apart: the whole process stood still, most likely for its collector, and no handler is to blame. */
    private boolean isLate(long now) {
        return now - nextLook >= LOOK_NANOS;
    }

    long deadlineNanos() {
        return nextLook;
    }
}
