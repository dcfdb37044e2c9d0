package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyTracker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Records are offered in polls and finished. */
public class OffsetTrackerBenchmark extends PerRecord {
    private static final int POLL = 2048;

    /** Every so many records one offset is missing, where there are gaps: about as transactions leave them. */
    private static final int GAP_EVERY = 10;

    @Param
    public TrackerVersion version = TrackerVersion.NOW;

    @Param
    public Order order = Order.IN_ORDER;

    @Param({"false", "true"})
    public boolean gaps;

    private AnyTracker tracker = version.make();
    private final int[] distances = new int[RECORDS];
    private int[] finishing = new int[0];
    private long next;

    @Setup
    public void setUp() {
        Agreement.onOffsets(version);
        tracker = version.make();
        for (int i = 0; i < RECORDS; i++) {
            distances[i] = gaps ? i + i / GAP_EVERY : i;
        }
        finishing = order.indexes(RECORDS, POLL);
    }

    @Benchmark
    public int offeredAndFinished() {
        long base = next;
        for (int from = 0; from < RECORDS; from += POLL) {
            for (int i = from; i < from + POLL; i++) {
                tracker.offer(base + distances[i], i);
            }
        }
        int finished = 0;
        for (int i : finishing) {
            if (tracker.finish(base + distances[i])) {
                finished++;
            }
        }
        next = base + distances[RECORDS - 1] + 1;
        if (tracker.committable() != next) {
            throw new IllegalStateException("committable is " + tracker.committable() + " and not " + next);
        }
        return all(finished);
    }
}
