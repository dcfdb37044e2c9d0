package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;
import java.util.List;

/** Calls a handler that takes one record and blocks, on the virtual thread that it is called on. */
final class BlockingCaller extends RunByRun {
    private final Handler<byte[], byte[]> handler;

    BlockingCaller(Handler<byte[], byte[]> handler, EngineDriver driver, Deadlines deadlines, Listener listener) {
        super(driver, deadlines, listener);
        this.handler = handler;
    }

    @Override
    Event handle(Run run) {
        List<Delivery<byte[], byte[]>> records;
        try {
            records = run.records();
        } catch (Throwable noMemory) {
            // Nobody else would ever end the run. Refused, its first record waits; all of them would come again at
            // once.
            return outcomes.oneByOne(run, run.claim() + 1, Outcome.thrown(noMemory), 0);
        }
        return handle(run, records);
    }

    private Event handle(Run run, List<Delivery<byte[], byte[]>> records) {
        InterruptingCall call = new InterruptingCall(Thread.currentThread());
        Runnable unwatch = deadlines.watch(call);
        long begin = System.nanoTime();
        int claimed = 0;
        Outcome last = Outcome.accept();
        try {
            int index;
            while (last instanceof Outcome.Accept && (index = run.claim()) >= 0) {
                claimed = index + 1;
                call.begin(claimed);
                last = handle(records.get(index), call);
            }
        } finally {
            unwatch.run();
            call.close();
        }
        return outcomes.oneByOne(run, claimed, last, System.nanoTime() - begin);
    }

    private Outcome handle(Delivery<byte[], byte[]> record, InterruptingCall call) {
        try {
            return Outcomes.orReject(handler.handle(record));
        } catch (Throwable thrown) {
            return call.outcomeOf(thrown);
        } finally {
            call.end();
        }
    }
}
