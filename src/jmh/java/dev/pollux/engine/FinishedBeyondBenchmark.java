package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyTracker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a commit of one partition asks the tracker: which ranges are finished beyond the committable offset. */
public class FinishedBeyondBenchmark extends PerRecord {
    @Param({"NOW", "EACH", "RINGS", "BIT_SET", "TREE_MAP"})
    public TrackerVersion version = TrackerVersion.NOW;

    /** One record of so many is unfinished. */
    @Param({"2", "64", "1024"})
    public int unfinishedEvery = 2;

    private AnyTracker tracker = version.make();

    @Setup
    public void setUp() {
        Agreement.onOffsets(version);
        tracker = version.make();
        for (int i = 0; i < RECORDS; i++) {
            tracker.offer(i, i);
        }
        for (int i = 0; i < RECORDS; i++) {
            if (i % unfinishedEvery != 0 && !tracker.finish(i)) {
                throw new IllegalStateException(i + " was not to be finished");
            }
        }
    }

    @Benchmark
    public Object finishedBeyond() {
        return tracker.finishedBeyond();
    }
}
