package dev.pollux.worker;

import dev.pollux.api.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Interrupts the worker's thread when a record has had its time. */
final class InterruptingCall implements Deadlines.Call {
    private final Thread thread;

    /**
     * The record that was begun last, from 1; written by the worker, read by the watch. Released, not volatile: the watch looks
     * now and then, and a full fence for each record would cost more than a quick handler does.
     */
    private final AtomicInteger progress = new AtomicInteger();

    /** The record that the watch meant when it interrupted; 0 for none. Written by the watch, read by the worker. */
    private volatile int expired;

    /** Guarded by this. */
    private boolean closed;

    InterruptingCall(Thread thread) {
        this.thread = thread;
    }

    void begin(int record) {
        progress.setRelease(record);
    }

    /** The next record must not see an interrupt that was meant for this one. */
    void end() {
        if (expired != 0) {
            Thread.interrupted();
        }
    }

    @Override
    public int progress() {
        return progress.getAcquire();
    }

    @Override
    public synchronized void expire(int record) {
        if (!closed) {
            expired = record;
            thread.interrupt();
        }
    }

    /** The run is over: the watch may be at it still, but must not hit what the thread does next. */
    synchronized void close() {
        closed = true;
        Thread.interrupted();
    }

    Outcome outcomeOf(Throwable thrown) {
        if (expired == 0) {
            return Outcome.thrown(thrown);
        }
        if (expired == progress.getPlain()) {
            return timedOut(thrown);
        }
        // The interrupt was meant for the record before, which ended in the same moment: nobody's fault.
        return Outcome.release("interrupted by mistake");
    }

    private static Outcome timedOut(@Nullable Throwable thrown) {
        return new Outcome.Reject("no answer within handler.timeout", thrown, false);
    }
}
