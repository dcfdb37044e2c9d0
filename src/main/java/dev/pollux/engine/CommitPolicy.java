package dev.pollux.engine;

/** When a commit is sent: by time or by count, and one at a time so that no older one can follow a newer one. */
final class CommitPolicy {
    private static final long NEVER = Long.MAX_VALUE;

    private final long intervalNanos;
    private final int maxRecords;
    private final long refreshNanos;

    private boolean underWay;
    private int finished;
    private long dueNanos = NEVER;

    /** When positions that did not move are committed anew. */
    private long refreshDue = NEVER;

    CommitPolicy(CommitSettings settings) {
        intervalNanos = settings.interval().toNanos();
        maxRecords = settings.maxRecords();
        refreshNanos = settings.refreshInterval().toNanos();
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

    /**
     * A commit of everything finished so far is on its way.
     *
     * @param anything false where there was nothing to commit after all
     * @param all whether it held the positions that did not move as well
     */
    void sent(boolean anything, boolean all, long now) {
        underWay = anything;
        finished = 0;
        dueNanos = NEVER;
        if (all || refreshDue == NEVER) {
            refreshDue = now + refreshNanos;
        }
    }

    /** Whether all positions are to be committed anew. */
    boolean isRefreshDue(long now) {
        return !underWay && refreshDue != NEVER && now - refreshDue >= 0;
    }

    /** All positions are to be committed anew then. */
    void refreshAt(long nanos) {
        refreshDue = nanos;
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
        return underWay ? NEVER : Math.min(dueNanos, refreshDue);
    }
}
