package dev.pollux.handler;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Tells attempts when their time is over. For one event loop alone.
 *
 * <p>All have the same time, so the first that began is the first to be due, and one timer does for all: one for each would be
 * set and cancelled for each record.
 */
final class HttpDeadlines {
    private final Vertx vertx;
    private final long timeoutNanos;

    /** In the order in which they began. */
    private final SequencedSet<HttpAttempt> attempts = new LinkedHashSet<>();

    private boolean armed;

    HttpDeadlines(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeoutNanos = timeout.toNanos();
    }

    void begun(HttpAttempt attempt) {
        attempts.addLast(attempt);
        if (!armed) {
            armed = true;
            arm(timeoutNanos);
        }
    }

    void done(HttpAttempt attempt) {
        attempts.remove(attempt);
    }

    private void arm(long nanos) {
        // Rounded up: one that comes too early finds nothing to do.
        vertx.setTimer(Duration.ofNanos(nanos).toMillis() + 1, id -> look());
    }

    private void look() {
        long now = System.nanoTime();
        while (!attempts.isEmpty()) {
            HttpAttempt first = attempts.getFirst();
            long left = first.begunNanos() + timeoutNanos - now;
            if (left > 0) {
                arm(left);
                return;
            }
            attempts.removeFirst();
            // May begin the next one.
            first.timeIsOver();
        }
        armed = false;
    }
}
