package dev.pollux.engine;

/**
 * How many records a worker gets at a time, and how many workers are wanted awake, by what the handler was seen to take.
 *
 * <p>A run holds {@value #RUN_NANOS} ns worth of records, so that the cost of handing it out is small beside it and a slow
 * handler still gets one record at a time. A handler that only computes gains nothing from more workers than cores.
 */
public final class Pace {
    private static final long RUN_NANOS = 100_000;
    private static final int MOST = 512;
    private static final double COMPUTING_NANOS = 5_000;
    private static final double POLLING_NANOS = 500;

    private final int concurrency;
    private final int cores;
    private final int fixedSize;
    private double meanNanos = RUN_NANOS;

    private Pace(int concurrency, int cores, int fixedSize) {
        this.concurrency = concurrency;
        this.cores = Math.min(cores, concurrency);
        this.fixedSize = fixedSize;
    }

    /** For a handler that takes one record and blocks: runs as long as its speed justifies. */
    public static Pace measured(int concurrency, int cores) {
        return new Pace(concurrency, cores, 0);
    }

    /** For a handler of batches of this size, or (1) one that completes later. */
    public static Pace fixed(int concurrency, int size) {
        return new Pace(concurrency, concurrency, size);
    }

    /** A run of so many records took so long. */
    void observed(int records, long nanos) {
        if (records > 0) {
            meanNanos += ((double) nanos / records - meanNanos) / 8;
        }
    }

    int runSize() {
        if (fixedSize > 0) {
            return fixedSize;
        }
        return Math.clamp((long) (RUN_NANOS / Math.max(meanNanos, 1)), 1, MOST);
    }

    /** Whether runs may hold several records that are begun one after the other. */
    boolean givesBack() {
        return fixedSize == 0;
    }

    /**
     * Whether a second worker beside one that has a partition to itself is worth what it costs to tell their records' lanes apart.
     * It is not where one is done with a record before the next one is polled, and gives back what it has not begun when it
     * stands still: who does not give back would keep the others from the whole partition.
     */
    boolean isWorthSharing() {
        return !givesBack() || meanNanos >= POLLING_NANOS;
    }

    /** How many runs may be in flight: in all, those that stand still included. */
    int most() {
        return concurrency;
    }

    /** How many runs in flight are wanted, not counting those that stand still. */
    int wantedAwake() {
        return meanNanos < COMPUTING_NANOS ? cores : concurrency;
    }
}
