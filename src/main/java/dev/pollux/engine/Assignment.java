package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * One assignment of one partition to this member, from when it is given until it is taken.
 *
 * <p>A record in flight belongs to the assignment that it was fetched in: a partition that goes and comes back is another
 * assignment, for which late completions of the first one count for nothing.
 */
public final class Assignment {
    /** Where an assignment stands. */
    enum Phase {
        /** Records are handed out. */
        ACTIVE,
        /** About to go: nothing more is handed out, what is in flight may finish. */
        REVOKING,
        /** Gone: whatever is still heard of it is dropped. */
        GONE
    }

    private final TopicPartition partition;
    final OffsetTracker tracker = new OffsetTracker();
    final Lanes lanes;
    private Phase phase = Phase.ACTIVE;

    /** Whether it stands in the engine's line of partitions that may have work. */
    boolean inLine;

    /** Whether fetching is paused for want of room. */
    boolean paused;

    /** Records handed out and not completed; dead letters on their way. */
    int inFlight;

    int deadLettersUnderWay;

    /** Fetched and not finished. */
    int buffered;

    long bufferedBytes;

    /** The leader epoch of {@link OffsetTracker#position()}; -1 where unknown. */
    int positionEpoch = -1;

    Assignment(TopicPartition partition, Ordering ordering, boolean oneOfALane) {
        this.partition = partition;
        lanes = new Lanes(this, ordering, oneOfALane);
    }

    TopicPartition partition() {
        return partition;
    }

    Phase phase() {
        return phase;
    }

    boolean isActive() {
        return phase == Phase.ACTIVE;
    }

    boolean isGone() {
        return phase == Phase.GONE;
    }

    void become(Phase next) {
        if (next.compareTo(phase) <= 0) {
            throw new IllegalStateException(partition + " cannot become " + next + " while " + phase);
        }
        phase = next;
    }

    /** Nothing handed out, no dead letter on its way. */
    boolean isIdle() {
        return inFlight == 0 && deadLettersUnderWay == 0;
    }

    /** Takes in what one poll brought; returns its size in bytes. */
    long fetched(List<Delivery<byte[], byte[]>> records, long nextOffset, int leaderEpoch) {
        long bytes = 0;
        for (Delivery<byte[], byte[]> record : records) {
            tracker.offer(record.offset(), record.timestamp());
            bytes += Footprint.of(record);
        }
        tracker.advanceTo(nextOffset);
        positionEpoch = leaderEpoch;
        lanes.add(records);
        buffered += records.size();
        bufferedBytes += bytes;
        return bytes;
    }

    /** The leader epoch to commit with {@link OffsetTracker#committable()}: known when it is the position. */
    int committableEpoch() {
        return tracker.committable() == tracker.position() ? positionEpoch : -1;
    }

    /** The brokers confirmed a commit. Not at every idle moment, but now and then: time to give memory back. */
    void committed(long offset) {
        tracker.committed(offset);
        tracker.shrink();
        lanes.shrink();
    }

    EngineView.PartitionView view() {
        return new EngineView.PartitionView(
                partition.topic(),
                partition.partition(),
                tracker.position(),
                tracker.committable(),
                tracker.committed(),
                inFlight,
                buffered,
                tracker.oldestTimestamp(),
                paused);
    }
}
