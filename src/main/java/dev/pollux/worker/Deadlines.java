package dev.pollux.worker;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends handler calls that take longer than {@code handler.timeout}.
 *
 * <p>Looks at all calls in progress now and then, instead of setting a timer for each record: that would cost more than
 * a quick handler does. A call is found late by a tenth of the time-out at most, and by {@value #SLOWEST_MILLIS} ms.
 */
final class Deadlines {
    private static final long FASTEST_MILLIS = 5;
    private static final long SLOWEST_MILLIS = 1000;

    /** A handler call, or several one after the other, in progress. */
    interface Call {
        /** Grows with each record that is begun. */
        int progress();

        /** The record that was begun at this progress has had its time. Called once for each. */
        void expire(int progress);
    }

    /** What was seen of a call; touched by the watching thread alone, but for its making. */
    private static final class Watched {
        final Call call;
        int progress = -1;
        long since;
        boolean expired;

        Watched(Call call) {
            this.call = call;
        }
    }

    private final long timeoutNanos;
    private final long periodNanos;
    private final Set<Watched> calls = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopped;

    Deadlines(Duration timeout) {
        timeoutNanos = timeout.toNanos();
        long millis = Math.clamp(timeout.toMillis() / 10, FASTEST_MILLIS, SLOWEST_MILLIS);
        periodNanos = Duration.ofMillis(millis).toNanos();
        thread = Thread.ofPlatform().name("pollux-deadlines").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Watches a call from now on; the answer ends that. */
    Runnable watch(Call call) {
        Watched watched = new Watched(call);
        calls.add(watched);
        return () -> calls.remove(watched);
    }

    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, periodNanos);
            long now = System.nanoTime();
            calls.forEach(watched -> look(watched, now));
        }
    }

    private void look(Watched watched, long now) {
        int progress = watched.call.progress();
        if (progress != watched.progress) {
            watched.progress = progress;
            watched.since = now;
            watched.expired = false;
        } else if (!watched.expired && now - watched.since >= timeoutNanos) {
            watched.expired = true;
            watched.call.expire(progress);
        }
    }
}
