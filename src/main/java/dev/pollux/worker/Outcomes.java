package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Listener.HandlerOutcome;
import dev.pollux.engine.Run;
import dev.pollux.engine.Timestamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a handler returned or threw into what the engine is told, and tells the listener. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Listener listener;
    private final Complaints complaints = new Complaints();
    private final AtomicBoolean failed = new AtomicBoolean();

    Outcomes(Listener listener) {
        this.listener = listener;
    }

    /** What a missing outcome means: the handler broke its contract. */
    static Outcome orReject(@Nullable Outcome outcome) {
        return outcome == null ? Outcome.reject("the handler returned null") : outcome;
    }

    /**
     * The end of a run that was handled one record after the other: {@code claimed} of them, the last with this outcome.
     *
     * @param accepted the timestamps of those that were accepted
     */
    Event oneByOne(Run run, int claimed, Timestamps accepted, Outcome last, long nanos) {
        if (claimed > 0 && last instanceof Outcome.Accept) {
            tell(run, 0, claimed, accepted, last, nanos);
        } else if (claimed > 0) {
            long share = nanos / claimed;
            if (claimed > 1) {
                tell(run, 0, claimed - 1, accepted, Outcome.accept(), nanos - share);
            }
            tell(run, claimed - 1, claimed, null, last, share);
        }
        return new Event.Completed(run, last, nanos);
    }

    /** The end of a run of one record that was handled with this outcome. */
    Event one(Run run, Outcome outcome, long nanos) {
        tell(run, 0, 1, null, outcome, nanos);
        return new Event.Completed(run, outcome, nanos);
    }

    /** The end of a run of which everything was taken back before it was begun. */
    Event nothing(Run run) {
        return new Event.Completed(run, Outcome.accept(), 0);
    }

    /** The end of a run that was handled in one call. */
    Event batch(Run run, @Nullable List<Outcome> outcomes, long nanos) {
        int size = run.size();
        if (outcomes != null && accepts(outcomes, size)) {
            tell(run, 0, size, null, Outcome.accept(), nanos);
            return new Event.Completed(run, Outcome.accept(), nanos);
        }
        // The handler's own list may change behind our back.
        List<@Nullable Outcome> list = outcomes == null ? List.of() : new ArrayList<>(outcomes);
        if (list.size() != size || list.contains(null)) {
            String found =
                    outcomes == null ? "null" : list.size() + " outcome(s), null among them or too few or too many,";
            return batchFailed(run, "the handler returned " + found + " for " + size + " record(s)", null, nanos);
        }
        return batch(run, list.stream().map(Outcomes::orReject).toList(), nanos / size, nanos);
    }

    /** Whether there are so many, and all of them accept. Each is read once, so a list that changes meanwhile need not be copied. */
    private static boolean accepts(List<Outcome> outcomes, int size) {
        int accepted = 0;
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Accept)) {
                return false;
            }
            accepted++;
        }
        return accepted == size;
    }

    private Event batch(Run run, List<Outcome> outcomes, long share, long nanos) {
        for (int i = 0; i < outcomes.size(); i++) {
            tell(run, i, i + 1, null, outcomes.get(i), share);
        }
        return new Event.BatchCompleted(run, outcomes, nanos);
    }

    /** The end of a run whose one call threw. */
    Event batchThrew(Run run, Throwable thrown, long nanos) {
        return switch (Outcome.thrown(thrown)) {
            case Outcome.Reject(var reason, var cause, var forGood) -> batchFailed(run, reason, cause, nanos);
            case Outcome outage -> batch(run, Collections.nCopies(run.size(), outage), nanos);
        };
    }

    /** The end of a run whose one call failed. */
    Event batchFailed(Run run, String reason, @Nullable Throwable cause, long nanos) {
        var refusal = new Outcome.Reject(reason, cause, false);
        tell(run, 0, run.size(), null, refusal, nanos);
        return new Event.BatchFailed(run, refusal, nanos);
    }

    /**
     * Neither whoever listens nor a want of memory for the records must keep a run from being completed.
     *
     * @param known their timestamps; null where nobody has noted them
     */
    private void tell(Run run, int from, int to, @Nullable Timestamps known, Outcome outcome, long nanos) {
        try {
            List<Delivery<byte[], byte[]>> records = run.records().subList(from, to);
            complaints.add(records.getFirst(), outcome);
            listener.handled(records, known == null ? Timestamps.of(records) : known, kind(outcome), nanos);
        } catch (RuntimeException | Error bug) {
            if (!failed.getAndSet(true)) {
                LOG.error("What became of records could not be told; this is said once", bug);
            }
        }
    }

    private static HandlerOutcome kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accept() -> HandlerOutcome.ACCEPTED;
            case Outcome.Release release -> HandlerOutcome.RELEASED;
            case Outcome.Reject reject -> HandlerOutcome.REJECTED;
        };
    }
}
