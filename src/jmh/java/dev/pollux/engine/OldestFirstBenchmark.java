package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyTracker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Records come in polls, and runs that have their partition to themselves finish the oldest of them. */
public class OldestFirstBenchmark extends PerRecord {
    private static final int POLL = 2048;

    @Param({"NOW", "EACH", "RINGS"})
    public TrackerVersion version = TrackerVersion.NOW;

    @Param({"64", "512"})
    public int runSize = 64;

    private AnyTracker tracker = version.make();
    private final long[] offsets = new long[RECORDS];
    private long next;

    @Setup
    public void setUp() {
        Agreement.onOffsets(version);
        tracker = version.make();
    }

    @Benchmark
    public int cameAndFinished() {
        for (int i = 0; i < RECORDS; i++) {
            offsets[i] = next + i;
        }
        for (int from = 0; from < RECORDS; from += POLL) {
            tracker.offer(offsets, from, from + POLL);
        }
        int finished = 0;
        for (int from = 0; from < RECORDS; from += runSize) {
            finished += tracker.finishOldest(offsets, from, from + runSize);
        }
        next += RECORDS;
        if (tracker.committable() != next) {
            throw new IllegalStateException("committable is " + tracker.committable() + " and not " + next);
        }
        return all(finished);
    }
}
