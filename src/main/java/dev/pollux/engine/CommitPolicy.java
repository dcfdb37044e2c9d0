package dev.pollux.engine;

/** When a commit is sent: by time or by count, and one at a time so that no older one can follow a newer one. */
final class CommitPolicy {
    private static final long NEVER = Long.MAX_VALUE;

    private final long intervalNanos;
    private final int maxRecords;

    private boolean underWay;
    private int finished;
    private long dueNanos = NEVER;

    CommitPolicy(CommitSettings settings) {
        intervalNanos = settings.interval().toNanos();
        maxRecords = settings.maxRecords();
    }

    /** So many more records are finished, or (0) a position moved without any. */
    void finished(int records, long now) {
        finished += records;
        if (dueNanos == NEVER) {
            dueNanos = now + intervalNanos;
        }
    }

    boolean isDue(long now) {
        return !underWay && dueNanos != NEVER && (finished >= maxRecords || now - dueNanos >= 0);
    }

    /** A commit of everything finished so far is on its way; false where there was nothing to commit after all. */
    void sent(boolean anything) {
        underWay = anything;
        finished = 0;
        dueNanos = NEVER;
    }

    /** It came back. What was not confirmed is tried again after the interval. */
    void ended(boolean confirmed, long now) {
        underWay = false;
        if (!confirmed) {
            finished(0, now);
        }
    }

    /** The next time to look at {@link #isDue}; {@link Long#MAX_VALUE} for none. */
    long deadlineNanos() {
        return underWay ? NEVER : dueNanos;
    }
}
