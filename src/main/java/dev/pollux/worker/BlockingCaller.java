package dev.pollux.worker;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;
import org.jspecify.annotations.Nullable;

/** Calls a handler that takes one record and blocks, on the virtual thread that it is called on. */
final class BlockingCaller implements Caller {
    private final Handler<byte[], byte[]> handler;
    private final EngineDriver driver;
    private final Deadlines deadlines;
    private final Outcomes outcomes;

    BlockingCaller(Handler<byte[], byte[]> handler, EngineDriver driver, Deadlines deadlines, Listener listener) {
        this.handler = handler;
        this.driver = driver;
        this.deadlines = deadlines;
        outcomes = new Outcomes(listener);
    }

    @Override
    public void call(Run first) {
        Run run = first;
        while (run != null) {
            run = driver.complete(handle(run));
        }
    }

    private Event handle(Run run) {
        InterruptingCall call = new InterruptingCall(Thread.currentThread());
        Runnable unwatch = deadlines.watch(call);
        long begin = System.nanoTime();
        int claimed = 0;
        Outcome last = Outcome.accept();
        int index;
        while (last instanceof Outcome.Accept && (index = run.claim()) >= 0) {
            claimed = index + 1;
            call.begin(claimed);
            last = handle(run, index, call);
        }
        unwatch.run();
        return outcomes.oneByOne(run, claimed, last, System.nanoTime() - begin);
    }

    private Outcome handle(Run run, int index, InterruptingCall call) {
        try {
            return Outcomes.orReject(handler.handle(run.records().get(index)));
        } catch (Throwable thrown) {
            return call.outcomeOf(thrown);
        } finally {
            call.end();
        }
    }

    /** Interrupts the worker's thread when a record has had its time. */
    private static final class InterruptingCall implements Deadlines.Call {
        private final Thread thread;

        /** The record that was begun last, from 1; written by the worker, read by the watch. */
        private volatile int progress;

        /** The record that the watch meant when it interrupted; 0 for none. Written by the watch, read by the worker. */
        private volatile int expired;

        InterruptingCall(Thread thread) {
            this.thread = thread;
        }

        void begin(int record) {
            progress = record;
        }

        /** The next record must not see an interrupt that was meant for this one. */
        void end() {
            if (expired != 0) {
                Thread.interrupted();
            }
        }

        @Override
        public int progress() {
            return progress;
        }

        @Override
        public void expire(int record) {
            expired = record;
            thread.interrupt();
        }

        Outcome outcomeOf(Throwable thrown) {
            if (expired == 0) {
                return Outcome.reject(thrown);
            }
            if (expired == progress) {
                return timedOut(thrown);
            }
            // The interrupt was meant for the record before, which ended in the same moment: nobody's fault.
            return Outcome.release("interrupted by mistake");
        }

        private static Outcome timedOut(@Nullable Throwable thrown) {
            return new Outcome.Reject("no answer within handler.timeout", thrown, false);
        }
    }
}
