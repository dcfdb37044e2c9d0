package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;
import dev.pollux.engine.Timestamps;

/** Calls a handler that takes one record and blocks, on the thread that it is called on. */
final class BlockingCaller extends RunByRun {
    private final Handler<byte[], byte[]> handler;

    BlockingCaller(Handler<byte[], byte[]> handler, EngineDriver driver, Deadlines deadlines, Listener listener) {
        super(driver, deadlines, listener);
        this.handler = handler;
    }

    @Override
    Event handle(Run run) {
        InterruptingCall call = new InterruptingCall(Thread.currentThread());
        Runnable unwatch = deadlines.watch(call);
        long begin = System.nanoTime();
        int claimed = 0;
        Outcome last = Outcome.accept();
        Timestamps accepted = new Timestamps();
        try {
            int index;
            while (last instanceof Outcome.Accept && (index = run.claim()) >= 0) {
                claimed = index + 1;
                call.begin(claimed);
                last = handle(run, index, accepted, call);
            }
        } finally {
            unwatch.run();
            call.close();
        }
        return outcomes.oneByOne(run, claimed, accepted, last, System.nanoTime() - begin);
    }

    private Outcome handle(Run run, int index, Timestamps accepted, InterruptingCall call) {
        try {
            // In here: there may be no memory to make the record's delivery of, and nobody else would ever end the run.
            Delivery<byte[], byte[]> record = run.record(index);
            Outcome outcome = Outcomes.orReject(handler.handle(record));
            if (outcome instanceof Outcome.Accept) {
                accepted.add(record.timestamp());
            }
            return outcome;
        } catch (Throwable thrown) {
            return call.outcomeOf(thrown);
        } finally {
            call.end();
        }
    }
}
