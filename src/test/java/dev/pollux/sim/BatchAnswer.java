package dev.pollux.sim;

import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of batches says: an outcome for each record, or that the whole failed. Like a handler that knows its trade,
 * it leaves out the records behind one of the same lane that failed.
 *
 * @param outcomes null where the batch failed
 * @param isDone for each record, whether it was dealt with
 */
record BatchAnswer(List<Offer> offers, @Nullable List<Outcome> outcomes, List<Boolean> isDone) {

    static BatchAnswer of(List<Offer> offers, Destination destination) {
        if (destination.throwsForBatch()) {
            return new BatchAnswer(offers, null, List.of());
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Boolean> isDone = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (Offer offer : offers) {
            String lane = offer.rec().lane;
            boolean deals = lane == null || !failed.contains(lane);
            Outcome outcome = deals ? destination.answer(offer.rec()) : Outcome.accept();
            if (lane != null && !(outcome instanceof Outcome.Accept)) {
                failed.add(lane);
            }
            outcomes.add(outcome);
            isDone.add(deals);
        }
        return new BatchAnswer(offers, outcomes, isDone);
    }

    /** What the destination has now. */
    void arrive(Promises promises) {
        if (outcomes != null) {
            for (int i = 0; i < offers.size(); i++) {
                if (isDone.get(i) && outcomes.get(i) instanceof Outcome.Accept) {
                    promises.arrived(offers.get(i));
                }
            }
        }
    }

    /** What the process hears. */
    void tell(Promises promises) {
        for (int i = 0; i < offers.size(); i++) {
            if (outcomes == null) {
                promises.spoke(offers.get(i), Outcome.reject("all failed"), offers.size() == 1);
            } else if (isDone.get(i)) {
                promises.spoke(offers.get(i), outcomes.get(i), true);
                if (outcomes.get(i) instanceof Outcome.Accept) {
                    promises.reported(offers.get(i));
                }
            } else {
                promises.notDealtWith(offers.get(i));
            }
        }
    }

    Event event(Run run, long nanos) {
        if (outcomes == null) {
            return new Event.BatchFailed(run, new Outcome.Reject("all failed", null, false), nanos);
        }
        boolean allAccepted = outcomes.stream().allMatch(Outcome.Accept.class::isInstance);
        return allAccepted
                ? new Event.Completed(run, Outcome.accept(), nanos)
                : new Event.BatchCompleted(run, outcomes, nanos);
    }
}
