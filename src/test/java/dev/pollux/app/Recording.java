package dev.pollux.app;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.guarantee.Observed;

/** Notes each call and then does what it wraps. */
record Recording(Observed observed, Handler<byte[], byte[]> inner) implements Handler<byte[], byte[]> {

    static Recording accepting(Observed observed) {
        return new Recording(observed, delivery -> Outcome.accept());
    }

    /** Takes this long for each record, by sleeping. */
    static Recording sleeping(Observed observed, long millis) {
        return new Recording(observed, delivery -> {
            Thread.sleep(millis);
            return Outcome.accept();
        });
    }

    @Override
    public Outcome handle(Delivery<byte[], byte[]> delivery) throws Exception {
        long begun = observed.tick();
        boolean accepted = false;
        try {
            Outcome outcome = inner.handle(delivery);
            accepted = outcome instanceof Outcome.Accept;
            return outcome;
        } finally {
            observed.ended(delivery, begun, accepted);
        }
    }
}
