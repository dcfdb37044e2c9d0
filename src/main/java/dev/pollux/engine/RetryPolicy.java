package dev.pollux.engine;

import dev.pollux.api.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a record that was not accepted is tried again, and when its attempts are used up. */
final class RetryPolicy {
    /** Destinations have asked for longer than nanoseconds can count. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final int maxAttempts;
    private final Backoff backoff;
    private final double jitter;
    private final RandomGenerator random;

    /** At most once means one attempt: what a refused attempt did to the destination is unknown. */
    RetryPolicy(RetrySettings settings, DeliveryGuarantee delivery, RandomGenerator random) {
        maxAttempts = delivery == DeliveryGuarantee.AT_MOST_ONCE ? 1 : settings.maxAttempts();
        backoff = new Backoff(
                settings.backoff().toNanos(),
                settings.backoffFactor(),
                settings.maxBackoff().toNanos());
        jitter = settings.jitter();
        this.random = random;
    }

    /** Whether this refusal, the {@code refused}th, is the last one. */
    boolean isExhausted(Outcome.Reject refusal, int refused) {
        return refusal.forGood() || refused >= maxAttempts;
    }

    /** The wait after the {@code attempts}th attempt, which is at least 1. */
    long delayNanos(int attempts) {
        return (long) (backoff.nanosAfter(attempts - 1) * (1 + jitter * (2 * random.nextDouble() - 1)));
    }

    /** The same for a released record; a pause that the destination asks for is kept in full, up to a year. */
    long delayNanos(Outcome.Release release, int attempts) {
        return Math.max(askedNanos(release), delayNanos(attempts));
    }

    /** The pause that the destination asks for; 0 for none. */
    static long askedNanos(Outcome.Release release) {
        Duration after = release.after();
        if (after == null || after.isNegative()) {
            return 0;
        }
        return (after.compareTo(LONGEST) > 0 ? LONGEST : after).toNanos();
    }
}
