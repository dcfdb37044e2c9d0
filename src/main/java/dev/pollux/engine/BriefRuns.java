package dev.pollux.engine;

/**
 * Which runs are over sooner than a thread is woken up for them, so that whoever brought the records had better handle them itself.
 *
 * <p>To wake up a thread takes some 50 µs on a busy machine; a record that comes alone would wait that long for its handler.
 */
final class BriefRuns {
    /** What a run may be expected to take, well below what a thread takes to wake up. */
    private static final double NANOS = 20_000;

    /** Behind so many records one waits as long as for another thread, whatever they are expected to take. */
    private static final int MOST = 16;

    /** A handler that stood still is not trusted again for so long: each time holds up the polls for two looks. */
    static final long DOUBT_NANOS = 1_000_000_000;

    private final Pace pace;
    private boolean doubted;
    private long doubtedUntil;

    BriefRuns(Pace pace) {
        this.pace = pace;
    }

    boolean isBrief(int size, long now) {
        if (doubted && now - doubtedUntil >= 0) {
            doubted = false;
        }
        return !doubted && size <= MOST && pace.expectedNanos(size) <= NANOS;
    }

    /** This one stands still. What nobody has begun says nothing of the handler. */
    void stalled(Run run, long now) {
        if (run.isBrief() && run.claims() > 0) {
            doubted = true;
            doubtedUntil = now + DOUBT_NANOS;
        }
    }
}
