package dev.pollux.scaling;

import org.apache.kafka.common.TopicPartition;

/** One partition: what arrived and what is done of it, second by second. */
final class SimulatedLog {
    /** Partitions that move stand still for so long. */
    private static final int MOVE_SECONDS = 5;

    private final TopicPartition name;

    /** What had arrived by the end of each second. */
    private final double[] arrived;

    private double done;
    private int second = -1;
    private int oldestSecond;
    private int movingUntil;

    SimulatedLog(int partition, int seconds) {
        name = new TopicPartition("orders", partition);
        arrived = new double[seconds];
    }

    TopicPartition name() {
        return name;
    }

    /** To another pod. */
    void move(int now) {
        movingUntil = now + MOVE_SECONDS;
    }

    boolean isMoving() {
        return second < movingUntil;
    }

    void arrive(double records) {
        second++;
        arrived[second] = end(second - 1) + records;
    }

    double backlog() {
        return arrived[second] - done;
    }

    void take(double records) {
        done += records;
    }

    /** Where its end was then. */
    double end(int then) {
        return then < 0 ? 0 : arrived[then];
    }

    PartitionOffsets offsets() {
        long next = (long) done;
        return new PartitionOffsets(next, next, (long) arrived[second]);
    }

    /** For how many seconds the oldest record has been waiting. */
    int ageSeconds() {
        while (oldestSecond <= second && arrived[oldestSecond] <= done + 0.5) {
            oldestSecond++;
        }
        return second + 1 - oldestSecond;
    }
}
