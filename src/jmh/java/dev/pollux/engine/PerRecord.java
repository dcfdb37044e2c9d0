package dev.pollux.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds for one record: each call takes {@value #RECORDS} of them all the way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PerRecord.RECORDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public abstract class PerRecord {
    /** Records in one call; a multiple of every run's size. */
    static final int RECORDS = 16_384;

    /** Runs that are handed out at a time. */
    static final int IN_FLIGHT = 8;

    /** Nothing was lost on the way: else the figure would be of something that does not work. */
    static int all(int records) {
        if (records != RECORDS) {
            throw new IllegalStateException(records + " records came through, and not " + RECORDS);
        }
        return records;
    }
}
