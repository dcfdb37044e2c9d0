package dev.pollux.worker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that runs a task when the earliest deadline it was told of comes. Sleeps in between. */
final class Ticker {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long NEVER = Long.MAX_VALUE;

    private final Runnable task;
    private final Thread thread;

    /** When the thread wakes up next; lowered by anyone, raised by the thread itself. */
    private final AtomicLong deadline = new AtomicLong(NEVER);

    private volatile boolean stopped;

    Ticker(Runnable task) {
        this.task = task;
        thread = Thread.ofPlatform().name("pollux-ticker").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Makes sure that the task runs at this time; wakes the thread only where it would sleep longer. */
    void notLaterThan(long nanos) {
        if (nanos == NEVER) {
            return;
        }
        long current = deadline.get();
        while (current == NEVER || nanos - current < 0) {
            if (deadline.compareAndSet(current, nanos)) {
                LockSupport.unpark(thread);
                return;
            }
            current = deadline.get();
        }
    }

    /** Whatever becomes of one step, others are due: a thread that polls may wait to be relieved. */
    private void runTask() {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("The ticker goes on", failed);
        }
    }

    private void run() {
        while (!stopped) {
            long next = deadline.get();
            long left = next - System.nanoTime();
            if (next == NEVER) {
                LockSupport.park(this);
            } else if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else if (deadline.compareAndSet(next, NEVER)) {
                // The step that the task takes says when the next one is due.
                runTask();
            }
        }
    }
}
