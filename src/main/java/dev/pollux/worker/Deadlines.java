package dev.pollux.worker;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends handler calls that take longer than {@code handler.timeout}.
 *
 * <p>Looks at all calls in progress now and then, instead of setting a timer for each record: that would cost more than
 * a quick handler does. It looks ten times in a time-out, but every {@value #FASTEST_MILLIS} ms at most and every
 * {@value #SLOWEST_MILLIS} ms at least; a call is ended up to two such periods late, for it is first seen up to one after
 * its beginning.
 *
 * <p>A process that stood still (SIGSTOP, a paused machine) says nothing of the calls in it: by as much as a look is late,
 * each of them gets more time.
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
    /** When it looked last; touched by the watching thread alone. */
    private long lookedNanos;

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
        lookedNanos = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(this, periodNanos);
            look(System.nanoTime());
        }
    }

    /** Looks at all calls; for the watching thread. */
    void look(long now) {
        long late = Math.max(0, now - lookedNanos - periodNanos);
        lookedNanos = now;
        calls.forEach(watched -> look(watched, now, late));
    }

    private void look(Watched watched, long now, long late) {
        int progress = watched.call.progress();
        if (progress != watched.progress) {
            watched.progress = progress;
            watched.since = now;
            watched.expired = false;
            return;
        }
        watched.since += late;
        if (!watched.expired && now - watched.since >= timeoutNanos) {
            watched.expired = true;
            watched.call.expire(progress);
        }
    }
}
