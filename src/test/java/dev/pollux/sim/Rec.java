package dev.pollux.sim;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One record as it was written: another one at the same offset is another object. */
final class Rec {
    final TopicPartition partition;
    final long offset;
    final byte @Nullable [] key;
    final int size;
    final int epoch;

    /** What has to be handled in order with it; null where nothing has. */
    final @Nullable String lane;

    /** How often the log had been rewritten when it was written. */
    final int rewrites;

    /** Always refused while there are faults. */
    final boolean poison;

    /** Handler calls that began, and those of them that said that the destination did not take it. */
    int begun;

    int released;

    /** Accepted, dead-lettered with acknowledgement, or skipped, by whomever. */
    boolean finished;

    /** No longer in the log. */
    boolean removed;

    Rec(
            TopicPartition partition,
            long offset,
            byte @Nullable [] key,
            int size,
            int epoch,
            @Nullable String lane,
            int rewrites,
            boolean poison) {
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.size = size;
        this.epoch = epoch;
        this.lane = lane;
        this.rewrites = rewrites;
        this.poison = poison;
    }

    @Override
    public String toString() {
        return (key == null ? "-" : new String(key, java.nio.charset.StandardCharsets.US_ASCII)) + offset;
    }
}
