package dev.pollux.sim;

import dev.pollux.api.Outcome;
import dev.pollux.engine.OnExhausted;
import dev.pollux.guarantee.AtLeastOnce;
import dev.pollux.guarantee.BrokenPromise;
import dev.pollux.guarantee.LaneOrder;
import java.util.List;

/** What happened to records, told to the promises that it concerns. */
final class Promises {
    private final Setup setup;
    private final AtLeastOnce atLeastOnce = new AtLeastOnce();
    private final LaneOrder order = new LaneOrder();
    private final int maxAttempts;

    Promises(Setup setup) {
        this.setup = setup;
        maxAttempts = setup.isAtMostOnce() ? 1 : setup.engine().retry().maxAttempts();
    }

    /** A handler gets a record. */
    void begun(Offer offer, Object call) {
        Rec rec = offer.rec();
        offer.tenure().ledger.begun(rec.offset);
        if (rec.lane != null) {
            offer.tenure().oneAtATime.begun(rec.lane, call);
        }
        if (setup.isAtMostOnce() && rec.begun > rec.released) {
            throw new BrokenPromise("at most once: " + offer + " is handed out again");
        }
        rec.begun++;
    }

    /** The handler is through with it, for now. */
    void ended(Offer offer) {
        if (offer.rec().lane != null) {
            offer.tenure().oneAtATime.ended(offer.rec().lane);
        }
    }

    /** The destination has it, or the dead letter topic, whatever the process hears of that. */
    void arrived(Offer offer) {
        Rec rec = offer.rec();
        rec.finished = true;
        if (rec.removed) {
            return;
        }
        atLeastOnce.finished(rec.partition, rec.offset);
        if (rec.lane != null) {
            // At most once, what a process holds that stands still is nobody else's: the next owner goes on behind it.
            String lane = rec.lane + '~' + rec.rewrites;
            order.finished(setup.isAtMostOnce() ? offer.tenure() + lane : lane, rec.offset);
        }
    }

    /** The process hears what the handler says of it; {@code alone} where it speaks of this record and not of a batch. */
    void spoke(Offer offer, Outcome outcome, boolean alone) {
        switch (outcome) {
            case Outcome.Accept() -> heard(offer);
            case Outcome.Release release -> {
                offer.rec().released++;
                offer.tenure().ledger.again(offer.offset());
            }
            case Outcome.Reject reject -> {
                if (alone || setup.isAtMostOnce()) {
                    refused(offer, reject.forGood());
                } else {
                    offer.tenure().ledger.again(offer.offset());
                }
            }
        }
    }

    /** The call was over before it came to this record. */
    void notDealtWith(Offer offer) {
        offer.rec().released++;
        offer.tenure().ledger.again(offer.offset());
    }

    private void refused(Offer offer, boolean forGood) {
        int refused = offer.tenure().ledger.refused(offer.offset());
        if (!forGood && refused < maxAttempts) {
            offer.tenure().ledger.again(offer.offset());
        } else if (setup.engine().onExhausted() == OnExhausted.SKIP
                && !offer.tenure().ledger.isGone()) {
            arrived(offer);
            heard(offer);
        } else {
            offer.tenure().ledger.givenUp(offer.offset());
        }
    }

    /** The process knows that it is finished. */
    void heard(Offer offer) {
        if (offer.tenure().ledger.finished(offer.offset())) {
            offer.tenure().buffered--;
        }
    }

    /** The engine was told that it is finished. */
    void reported(Offer offer) {
        if (!offer.tenure().ledger.isGone()) {
            offer.tenure().ledger.reported(offer.offset());
        }
    }

    void logEndsAt(Log log, long offset) {
        atLeastOnce.logEndsAt(log.partition, offset);
    }

    /** At the end: nothing is missing. */
    void check(Brokers brokers) {
        if (setup.isAtMostOnce()) {
            return;
        }
        for (Log log : brokers.logs()) {
            List<Long> offsets = log.records().stream().map(rec -> rec.offset).toList();
            atLeastOnce.check(log.partition, offsets);
        }
    }
}
