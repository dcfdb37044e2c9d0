package dev.pollux.engine;

/**
 * How many records a worker gets at a time, and how many workers are wanted awake, by what the handler was seen to take.
 *
 * <p>A run holds {@value #RUN_NANOS} ns worth of records, so that the cost of handing it out is small beside it and a slow
 * handler still gets one record at a time. A handler that only computes gains nothing from more workers than cores: they would
 * only take the processors from the thread that polls. Of a handler of batches it is the call that is measured.
 */
public final class Pace {
    private static final long RUN_NANOS = 100_000;
    private static final int MOST = 512;
    private static final double COMPUTING_NANOS = 5_000;
    private static final double POLLING_NANOS = 500;

    /** No run counts for more than so many times the mean: one that stood still says little of the others, several in a row do. */
    private static final double OUTLIER = 4;

    private final Shape shape;
    private final int concurrency;
    private final int cores;
    private final int fixedSize;

    /** Of a record, or of a whole call with a batch. */
    private double meanNanos = RUN_NANOS;

    /** What the handler takes at a time, and when it is done with that. */
    private enum Shape {
        RECORD,
        BATCH,
        LATER
    }

    private Pace(Shape shape, int concurrency, int cores, int fixedSize) {
        this.shape = shape;
        this.concurrency = concurrency;
        this.cores = Math.min(cores, concurrency);
        this.fixedSize = fixedSize;
    }

    /** For a handler that takes one record and blocks: runs as long as its speed justifies. */
    public static Pace measured(int concurrency, int cores) {
        return new Pace(Shape.RECORD, concurrency, cores, 0);
    }

    /** For a handler that takes batches of up to this size and blocks. */
    public static Pace batches(int concurrency, int cores, int size) {
        return new Pace(Shape.BATCH, concurrency, cores, size);
    }

    /** For a handler that completes later, and takes so many records at a time: it needs no thread meanwhile. */
    public static Pace later(int concurrency, int size) {
        return new Pace(Shape.LATER, concurrency, concurrency, size);
    }

    /** A run of so many records took so long. */
    void observed(int records, long nanos) {
        if (records > 0) {
            int calls = shape == Shape.BATCH ? 1 : records;
            double most = OUTLIER * Math.max(meanNanos, POLLING_NANOS);
            meanNanos += (Math.min((double) nanos / calls, most) - meanNanos) / 8;
        }
    }

    /** What a run of so many records will take, as far as can be told; for ever where the handler completes later. */
    double expectedNanos(int records) {
        return switch (shape) {
            case RECORD -> meanNanos * records;
            case BATCH -> meanNanos;
            case LATER -> Double.POSITIVE_INFINITY;
        };
    }

    int runSize() {
        if (fixedSize > 0) {
            return fixedSize;
        }
        return Math.clamp((long) (RUN_NANOS / Math.max(meanNanos, 1)), 1, MOST);
    }

    /** Whether runs may hold several records that are begun one after the other. */
    boolean givesBack() {
        return shape == Shape.RECORD;
    }

    /** Whether it matters that a run stands still: it has something to give back, or leaves room for one more that is awake. */
    boolean heedsStandstill() {
        return shape != Shape.LATER;
    }

    /**
     * Whether a second worker that is awake on a partition is worth what it costs to tell their records' lanes apart. It is not where
     * one is done with a record before the next one is polled, and gives back what it has not begun when it stands still: who does
     * not give back would keep the others from the whole partition.
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
        return switch (shape) {
            case RECORD -> meanNanos < COMPUTING_NANOS ? cores : concurrency;
            case BATCH -> meanNanos < RUN_NANOS ? cores : concurrency;
            case LATER -> concurrency;
        };
    }
}
