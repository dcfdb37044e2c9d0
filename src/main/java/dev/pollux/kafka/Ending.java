package dev.pollux.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether the worker is to end, until when and why. Thread-safe. */
final class Ending {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Long> deadlineNanos = new AtomicReference<>();
    private final AtomicReference<@Nullable PollEnd> failure = new AtomicReference<>();

    /** Asks for the end, within this time. Returns false where somebody did before. */
    boolean ask(Duration timeout) {
        boolean first = deadlineNanos.compareAndSet(null, System.nanoTime() + timeout.toNanos());
        asked.countDown();
        return first;
    }

    boolean isAsked() {
        return deadlineNanos.get() != null;
    }

    /** Waits this long at most; true once the end is asked for. */
    boolean awaitAsked(Duration timeout) throws InterruptedException {
        return asked.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is left of the time; the given bound while nobody asked. */
    Duration left(Duration bound) {
        Long deadline = deadlineNanos.get();
        if (deadline == null) {
            return bound;
        }
        return Duration.ofNanos(Math.clamp(deadline - System.nanoTime(), 0, bound.toNanos()));
    }

    /** Whether there is time left before it has to end; always while nobody asked. */
    boolean isTimeLeft() {
        return left(Duration.ofNanos(1)).isPositive();
    }

    /** Says why; the first reason counts. */
    void fail(PollEnd why) {
        failure.compareAndSet(null, why);
    }

    boolean isFenced() {
        return failure.get() instanceof PollEnd.Fenced;
    }

    void over() {
        over.countDown();
    }

    /** Waits for the end; tells why it came. */
    PollEnd awaitOver() throws InterruptedException {
        over.await();
        PollEnd end = failure.get();
        return end == null ? new PollEnd.Stopped() : end;
    }
}
