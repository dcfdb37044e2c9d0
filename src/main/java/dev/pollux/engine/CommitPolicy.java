package dev.pollux.engine;

/**
 * When a commit is sent: by time or by count, and one at a time so that no older one can follow a newer one.
 *
 * <p>By count not sooner than a tenth of the interval after the one before. Millions of records a second would otherwise make
 * hundreds of commits, each of which the brokers write down and replicate.
 */
final class CommitPolicy {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int SOONER = 10;

    private final long intervalNanos;
    private final int maxRecords;
    private final long refreshNanos;

    private boolean underWay;
    private int finished;
    private long dueNanos = NEVER;

    /** When the count may bring one forward; before the first one at any time. */
    private long countsFrom = NEVER;

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
        if (countsFrom == NEVER) {
            countsFrom = now;
        }
        if (dueNanos == NEVER) {
            dueNanos = now + intervalNanos;
        }
    }

    boolean isDue(long now) {
        long due = due();
        return !underWay && due != NEVER && now - due >= 0;
    }

    private long due() {
        return finished >= maxRecords ? Math.min(dueNanos, countsFrom) : dueNanos;
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
        if (anything) {
            countsFrom = now + intervalNanos / SOONER;
        }
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
        return underWay ? NEVER : Math.min(due(), refreshDue);
    }
}
