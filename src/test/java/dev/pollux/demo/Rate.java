package dev.pollux.demo;

/** How many a second, over the last second or two. For one thread. */
final class Rate {
    private static final long WINDOW_NANOS = 1_000_000_000;

    private long windowBegin;
    private long countAtBegin;
    private long perSecond;

    Rate(long nowNanos) {
        this.windowBegin = nowNanos;
    }

    /** The rate, now that {@code count} is reached. */
    long at(long nowNanos, long count) {
        long nanos = nowNanos - windowBegin;
        if (nanos >= WINDOW_NANOS) {
            perSecond = (count - countAtBegin) * WINDOW_NANOS / nanos;
            windowBegin = nowNanos;
            countAtBegin = count;
        }
        return perSecond;
    }
}
