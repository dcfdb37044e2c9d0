package dev.pollux.engine;

import java.time.Duration;

/**
 * The {@code retry} section.
 *
 * @param maxAttempts attempts for a refused record, the first one included; at least 1
 * @param backoff the wait before the second attempt; positive
 * @param backoffFactor by what the wait grows each time; at least 1
 * @param maxBackoff the longest wait before jitter; at least {@code backoff}
 * @param jitter the share of the wait that is drawn at random, to both sides; 0 to 1
 */
public record RetrySettings(
        int maxAttempts, Duration backoff, double backoffFactor, Duration maxBackoff, double jitter) {}
