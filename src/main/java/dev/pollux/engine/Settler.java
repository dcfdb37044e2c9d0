package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Listener.RecordOutcome;
import java.util.function.IntFunction;

/** What becomes of records once their handler has spoken: finished, tried again, dead-lettered, skipped. */
final class Settler {
    private final RetryPolicy retry;
    private final OnExhausted onExhausted;
    private final FlowControl flow;
    private final CommitPolicy commits;
    private final WaitingLanes waiting;
    private final Membership membership;
    private int deadLettersUnderWay;

    Settler(
            RetryPolicy retry,
            OnExhausted onExhausted,
            FlowControl flow,
            CommitPolicy commits,
            WaitingLanes waiting,
            Membership membership) {
        this.retry = retry;
        this.onExhausted = onExhausted;
        this.flow = flow;
        this.commits = commits;
        this.waiting = waiting;
        this.membership = membership;
    }

    /** Every claimed record of the run from {@code from} on was accepted. */
    void accepted(Run run, int from, int to, long now, Actions actions) {
        FetchedRecords fetched = run.fetched();
        if (fetched != null && run.assignment.lanes.isSole(run)) {
            acceptSole(run, fetched, from, to);
        } else {
            for (int i = from; i < to; i++) {
                accept(run, i);
            }
        }
        finished(run.assignment, to - from, now, actions);
    }

    /**
     * The claimed records of a run from {@code from} on have these outcomes. Records behind the first one of their lane
     * that was not accepted do not count: they come again after it.
     */
    void completed(Run run, int from, int to, IntFunction<Outcome> outcomes, long now, Actions actions) {
        run.assignment.lanes.share(run);
        int finished = 0;
        for (int i = from; i < to; i++) {
            Lane lane = run.lane(i);
            if (lane != null && lane.failed()) {
                continue;
            }
            if (outcomes.apply(i) instanceof Outcome.Accept) {
                accept(run, i);
                finished++;
            } else if (lane != null) {
                lane.failedAt = i;
            }
        }
        finished(run.assignment, finished, now, actions);
        for (int i = to - 1; i >= from; i--) {
            Lane lane = run.lane(i);
            boolean mayHaveFailed = lane == null || lane.failed();
            if (!mayHaveFailed) {
                continue;
            }
            if (lane != null && i > lane.failedAt) {
                run.assignment.lanes.again(run, i, lane);
            } else if (lane == null ? !(outcomes.apply(i) instanceof Outcome.Accept) : i == lane.failedAt) {
                Lane failed = run.assignment.lanes.failed(run, i);
                failed.clearFailure();
                decide(failed, outcomes.apply(i), now, actions);
            }
        }
    }

    /** A batch failed as a whole: nobody's attempt is used up, and its records are handed out one by one. */
    void batchFailed(Run run, int from, int to, long now, Actions actions) {
        run.assignment.lanes.share(run);
        for (int i = from; i < to; i++) {
            Lane lane = run.lane(i);
            if (lane != null) {
                lane.alone++;
                lane.failedAt = Math.min(lane.failedAt, i);
            }
        }
        for (int i = to - 1; i >= from; i--) {
            Lane lane = run.lane(i);
            if (lane != null && i > lane.failedAt) {
                run.assignment.lanes.again(run, i, lane);
            } else {
                Lane failed = run.assignment.lanes.failed(run, i);
                failed.clearFailure();
                failed.released++;
                waiting.add(failed, now + retry.delayNanos(1));
            }
        }
        actions.settled(run.assignment.partition().topic(), RecordOutcome.RELEASED, to - from);
    }

    /** A dead letter is written, or could not be. */
    void deadLettered(DeadLetter letter, boolean acknowledged, long now, Actions actions) {
        Lane lane = letter.lane;
        lane.assignment.deadLettersUnderWay--;
        deadLettersUnderWay--;
        if (acknowledged) {
            actions.settled(letter.record().topic(), RecordOutcome.DEAD_LETTERED, 1);
        }
        if (lane.assignment.isGone()) {
            return;
        }
        if (acknowledged) {
            firstFinished(lane, now);
        } else {
            letter.failures++;
            lane.letter = letter;
            waiting.add(lane, now + retry.delayNanos(letter.failures));
        }
    }

    /** A waiting lane's time has come. */
    void due(Lane lane, long now, Actions actions) {
        DeadLetter letter = lane.letter;
        if (letter == null) {
            lane.assignment.lanes.due(lane);
        } else {
            write(letter, now, actions);
        }
    }

    /** Dead letters that are being written, those of partitions that went meanwhile included. */
    int deadLettersUnderWay() {
        return deadLettersUnderWay;
    }

    private void decide(Lane lane, Outcome outcome, long now, Actions actions) {
        String topic = lane.assignment.partition().topic();
        switch (outcome) {
            case Outcome.Accept() -> throw new IllegalStateException("an accepted record has nothing to decide");
            case Outcome.Release release -> {
                lane.released++;
                long due = now + retry.delayNanos(release, lane.attempts());
                if (release.after() == null) {
                    waiting.addForOutage(lane, due);
                } else {
                    waiting.add(lane, due);
                }
                actions.settled(topic, RecordOutcome.RELEASED, 1);
            }
            case Outcome.Reject reject -> {
                lane.refused++;
                if (retry.isExhausted(reject, lane.refused)) {
                    exhausted(lane, reject, now, actions);
                } else {
                    waiting.add(lane, now + retry.delayNanos(lane.refused));
                    actions.settled(topic, RecordOutcome.RELEASED, 1);
                }
            }
        }
    }

    private void exhausted(Lane lane, Outcome.Reject refusal, long now, Actions actions) {
        Delivery<byte[], byte[]> record = lane.first();
        int attempts = record.deliveryCount() - 1;
        switch (onExhausted) {
            case DEAD_LETTER -> write(new DeadLetter(lane, record, attempts, refusal), now, actions);
            case SKIP -> {
                firstFinished(lane, now);
                actions.settled(record.topic(), RecordOutcome.SKIPPED, 1);
            }
            case STOP -> {
                lane.become(Lane.Phase.HALTED);
                actions.stop(record.coordinates() + " was refused" + (refusal.forGood() ? " for good" : "") + " after "
                        + attempts + " attempt(s), and on-exhausted is stop: " + refusal.loggable());
            }
        }
    }

    private void write(DeadLetter letter, long now, Actions actions) {
        if (!membership.mayHandOut(now)) {
            // Its partition may be another member's, who may have handled it by now.
            letter.lane.letter = letter;
            waiting.add(letter.lane, now + Membership.ASK_AGAIN_NANOS);
            return;
        }
        letter.lane.become(Lane.Phase.DEAD_LETTERING);
        letter.lane.assignment.deadLettersUnderWay++;
        deadLettersUnderWay++;
        actions.deadLetter(letter);
    }

    private void firstFinished(Lane lane, long now) {
        finish(lane.assignment, lane.first());
        lane.assignment.lanes.firstFinished(lane);
        commits.finished(1, now);
    }

    private void finished(Assignment assignment, int accepted, long now, Actions actions) {
        if (accepted > 0) {
            commits.finished(accepted, now);
            actions.settled(assignment.partition().topic(), RecordOutcome.ACCEPTED, accepted);
        }
    }

    /** Nothing else of the partition is handed out or waits, so these are the oldest ones that are not finished. */
    private void acceptSole(Run run, FetchedRecords fetched, int from, int to) {
        long bytes = fetched.bytes(from, to);
        Assignment assignment = run.assignment;
        assignment.buffered -= to - from;
        assignment.bufferedBytes -= bytes;
        flow.finished(to - from, bytes);
        assignment.lanes.soleAccepted(run, fetched, to);
    }

    private void accept(Run run, int index) {
        finish(run.assignment, run.record(index));
        run.assignment.lanes.accepted(run, index);
    }

    private void finish(Assignment assignment, Delivery<byte[], byte[]> record) {
        int bytes = Footprint.of(record);
        assignment.tracker.finish(record.offset());
        assignment.buffered--;
        assignment.bufferedBytes -= bytes;
        flow.finished(1, bytes);
    }
}
