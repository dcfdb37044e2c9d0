package dev.pollux.sim;

import dev.pollux.api.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Where records go: how long it takes for one, and what it says of it. */
final class Destination {
    private static final long SECOND = 1_000_000_000L;

    private final Setup setup;
    private final Faults faults;
    private final RandomGenerator random;
    private final Timeline timeline;
    private long awayUntil;

    Destination(Setup setup, Faults faults, RandomGenerator random, Timeline timeline) {
        this.setup = setup;
        this.faults = faults;
        this.random = random;
        this.timeline = timeline;
    }

    /** It cannot be reached for so long. */
    void goAway(long nanos) {
        awayUntil = Math.max(awayUntil, timeline.now() + nanos);
    }

    /** It is there again, if it was away. */
    void comeBack() {
        awayUntil = 0;
    }

    boolean isAway() {
        return timeline.now() < awayUntil;
    }

    /** What a call takes, in nanoseconds; -1 where it never ends. */
    long takes() {
        if (faults.strikes(Fault.ENDLESS_CALLS, 0.01)) {
            return -1;
        }
        if (faults.strikes(Fault.HANGING_CALLS, 0.02)) {
            return 1 + random.nextLong(120 * SECOND);
        }
        if (faults.strikes(Fault.SLOW_CALLS, 0.1)) {
            return 1 + random.nextLong(SECOND / 10);
        }
        return 1 + random.nextLong(setup.handlerNanos());
    }

    /** What is said of the record at the end of the call. */
    Outcome answer(Rec rec) {
        if (isAway()) {
            return random.nextInt(4) == 0
                    ? Outcome.release(Duration.ofMillis(random.nextInt(3_000)), "away")
                    : Outcome.release("away");
        }
        if (rec.poison && !faults.areOver()) {
            return Outcome.reject("poison");
        }
        if (faults.strikes(Fault.RELEASED, 0.5)) {
            return Outcome.release("busy");
        }
        if (faults.strikes(Fault.RELEASED_WITH_PAUSE, 0.2)) {
            return Outcome.release(Duration.ofMillis(random.nextInt(2_000)), "busy for a while");
        }
        if (faults.strikes(Fault.REJECTED, 0.3)) {
            return Outcome.reject("no");
        }
        if (faults.strikes(Fault.REJECTED_FOR_GOOD, 0.1)) {
            return Outcome.rejectForGood("never", null);
        }
        return Outcome.accept();
    }

    /** Whether a batch fails as a whole. */
    boolean throwsForBatch() {
        return faults.strikes(Fault.BATCH_THROWS, 0.3);
    }
}
