package dev.pollux.scaling;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** One member: it takes a while to start, and does so many records a second of all its partitions together. */
final class SimulatedPod {
    static final int CAPACITY = 1000;

    private static final int START_SECONDS = 30;
    private static final int COMPILING_SECONDS = 15;
    private static final int CALLS = 64;
    private static final double PROCESSORS_WHEN_FULL = 0.4;
    private static final double NANOS = 1e9;

    private final int created;
    private final int number;
    /** Members don't measure quite the same. */
    private final double bias;

    private double finished;
    private double busyNanos;
    private double cpuNanos;

    SimulatedPod(int created, int number) {
        this.created = created;
        this.number = number;
        bias = 0.9 + number % 5 * 0.05;
    }

    /** Where its own periods of so many seconds begin. */
    int phase(int seconds) {
        return (number * 7 + 3) % seconds;
    }

    boolean isReady(int second) {
        return second - created >= START_SECONDS;
    }

    /** It finished so many records within this second. */
    void did(double records, int second) {
        double share = records / CAPACITY;
        boolean compiling = second - created - START_SECONDS < COMPILING_SECONDS;
        finished += records;
        busyNanos += Math.min(1, share * bias) * CALLS * NANOS;
        cpuNanos += (compiling ? 1 : share * PROCESSORS_WHEN_FULL) * NANOS;
    }

    MemberLoad load(Map<TopicPartition, Long> positions, boolean stopped) {
        return new MemberLoad(
                Math.round(finished), Math.round(busyNanos), Math.round(cpuNanos), CALLS, 1, positions, stopped);
    }
}
