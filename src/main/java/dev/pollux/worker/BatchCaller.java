package dev.pollux.worker;

import dev.pollux.api.BatchHandler;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;

/** Calls a handler that takes a batch and blocks, on the thread that it is called on. */
final class BatchCaller extends RunByRun {
    private final BatchHandler<byte[], byte[]> handler;

    BatchCaller(BatchHandler<byte[], byte[]> handler, EngineDriver driver, Deadlines deadlines, Listener listener) {
        super(driver, deadlines, listener);
        this.handler = handler;
    }

    @Override
    Event handle(Run run) {
        if (!run.claimAll()) {
            return outcomes.nothing(run);
        }
        Thread thread = Thread.currentThread();
        OnceExpiring call = new OnceExpiring(thread::interrupt);
        Runnable unwatch = deadlines.watch(call);
        long begin = System.nanoTime();
        try {
            var result = handler.handle(run.records());
            return outcomes.batch(run, result, System.nanoTime() - begin);
        } catch (Throwable thrown) {
            long nanos = System.nanoTime() - begin;
            return call.isExpired()
                    ? outcomes.batchFailed(run, "no answer within handler.timeout", thrown, nanos)
                    : outcomes.batchThrew(run, thrown, nanos);
        } finally {
            unwatch.run();
            call.end();
        }
    }
}
