package dev.pollux.engine;

/**
 * Which runs are over sooner than a thread is woken up for them, so that whoever brought the records had better handle them itself.
 *
 * <p>To wake up a thread takes some 50 µs on a busy machine; a record that comes alone would wait that long for its handler, and of
 * many the other thread would have to get each into its own cache.
 */
final class BriefRuns {
    /** What a run may be expected to take, well below what a thread takes to wake up. */
    private static final double NANOS = 20_000;

    /** Of a handler that does not give back, no more of them wait behind one that stands still. */
    private static final int MOST_THAT_STAY = 16;

    /** A handler that stood still is not trusted again for so long: each time holds up the polls for two looks. */
    static final long LEAST_DOUBT_NANOS = 50_000_000;

    /** And for twice as long where it does so again before it was trusted for so long; and never longer than this. */
    static final long MOST_DOUBT_NANOS = 1_000_000_000;

    private final Pace pace;

    /** Whether there is a {@link #trustedFrom}. */
    private boolean stoodStill;

    private long trustedFrom;
    private long doubtNanos;

    BriefRuns(Pace pace) {
        this.pace = pace;
    }

    boolean isBrief(int size, long now) {
        return !isDoubted(now) && (size <= MOST_THAT_STAY || pace.givesBack()) && pace.expectedNanos(size) <= NANOS;
    }

    private boolean isDoubted(long now) {
        return stoodStill && now - trustedFrom < 0;
    }

    /** This one stands still. What nobody has begun says nothing of the handler, and of several at a time the first says it all. */
    void stalled(Run run, long now) {
        if (run.isBrief() && run.claims() > 0 && !isDoubted(now)) {
            boolean again = stoodStill && now - trustedFrom < MOST_DOUBT_NANOS;
            doubtNanos = again ? Math.min(2 * doubtNanos, MOST_DOUBT_NANOS) : LEAST_DOUBT_NANOS;
            trustedFrom = now + doubtNanos;
            stoodStill = true;
        }
    }
}
