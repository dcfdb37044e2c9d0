package dev.pollux.engine;

/**
 * Waits that grow from one failure to the next.
 *
 * @param firstNanos the first one
 * @param factor by which each is longer than the one before
 * @param longestNanos none is longer
 */
record Backoff(double firstNanos, double factor, double longestNanos) {
    /** Beyond so many the longest is reached, or nothing grows. */
    private static final int MOST_STEPS = 64;

    /** The wait after so many failures before this one; at least 0. */
    double nanosAfter(int failuresBefore) {
        return Math.min(firstNanos * Math.pow(factor, Math.min(failuresBefore, MOST_STEPS)), longestNanos);
    }
}
