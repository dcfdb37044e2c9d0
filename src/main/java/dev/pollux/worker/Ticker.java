package dev.pollux.worker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One thread that runs a task when the earliest deadline it was told of comes. Sleeps in between. */
final class Ticker {
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
                task.run();
            }
        }
    }
}
