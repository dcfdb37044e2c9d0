package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.ArrayList;
import java.util.EnumSet;
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
    final Remembered remembered = new Remembered();
    final Lanes lanes;
    private final LeaderEpochs epochs = new LeaderEpochs();
    private final EnumSet<PauseReason> pauses = EnumSet.noneOf(PauseReason.class);
    private Phase phase = Phase.ACTIVE;

    /** Whether it stands in the engine's line of partitions that may have work. */
    boolean inLine;

    /** The highest offset that was handed out, or that an earlier assignment had finished; -1 for none. */
    long farthest = -1;

    /** Records handed out and not completed; dead letters on their way. */
    int inFlight;

    int deadLettersUnderWay;

    /** Runs of it that workers have, but for those that stand still. */
    int awakeRuns;

    /** Fetched and not finished. */
    int buffered;

    long bufferedBytes;

    Assignment(TopicPartition partition, Ordering ordering, boolean oneOfALane, MetadataRoom room) {
        this.partition = partition;
        lanes = new Lanes(this, ordering, oneOfALane, room);
    }

    /** The partition that was assigned. */
    public TopicPartition partition() {
        return partition;
    }

    Phase phase() {
        return phase;
    }

    boolean isActive() {
        return phase == Phase.ACTIVE;
    }

    /** For the poll thread: whether the partition is no longer this member's, or is so by a later assignment. */
    public boolean isGone() {
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

    /** Whether records of it may be handed out now. */
    boolean mayHandOut() {
        return isActive() && !pauses.contains(PauseReason.ASKED_FOR);
    }

    boolean isPaused(PauseReason reason) {
        return pauses.contains(reason);
    }

    /** Returns whether fetching is to be paused now: there was no reason before. */
    boolean pause(PauseReason reason) {
        boolean first = pauses.isEmpty();
        return pauses.add(reason) && first;
    }

    /** Returns whether fetching is to be resumed now: no other reason is left. */
    boolean resume(PauseReason reason) {
        return pauses.remove(reason) && pauses.isEmpty();
    }

    /**
     * Takes in what one poll brought; what an earlier assignment had finished is not handed out again.
     *
     * @param offer whether the records are to be offered to the tracker now, and not when they have to be told apart
     */
    void fetched(FetchedRecords records, long nextOffset, int leaderEpoch, boolean offer) {
        int size = records.size();
        epochs.add(size == 0 ? nextOffset : records.offset(0), leaderEpoch);
        if (size > 0 && (offer || remembered.isAnything())) {
            lanes.offerAll();
            offer(records, leaderEpoch);
        } else if (size > 0) {
            tracker.come(records.offset(0), records.offset(size - 1));
            lanes.add(records);
            buffered += size;
            bufferedBytes += records.bytes(0, size);
        }
        tracker.advanceTo(nextOffset);
        remembered.goesOn(nextOffset, leaderEpoch);
    }

    private void offer(FetchedRecords records, int leaderEpoch) {
        List<Delivery<byte[], byte[]>> unfinished = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            long offset = records.offset(i);
            tracker.offer(offset, records.timestamp(i));
            if (remembered.contains(offset, leaderEpoch)) {
                tracker.finish(offset);
                farthest = Math.max(farthest, offset);
            } else {
                unfinished.add(records.delivery(i));
                buffered++;
                bufferedBytes += records.bytes(i);
            }
        }
        lanes.addOffered(unfinished);
    }

    /** The timestamp of the oldest unfinished record, in milliseconds since the epoch; -1 where there is none. */
    private long oldestTimestamp() {
        long ofOffered = tracker.oldestTimestamp();
        return ofOffered >= 0 ? ofOffered : lanes.timestampAsFetched();
    }

    /** Whether a commit would tell the brokers something new. */
    boolean isDirty() {
        return tracker.isDirty();
    }

    /** Whether there is anything to commit, new or not. */
    boolean isPlaced() {
        return tracker.committable() >= 0;
    }

    /** What to commit now. */
    Commit.Entry commit(int maxChars) {
        long offset = tracker.committable();
        OffsetMap finished =
                tracker.finishedBeyond(epochs.newest()).followedBy(remembered.notBefore(tracker.position()));
        String metadata = OffsetMapCodec.encode(offset, finished, maxChars);
        return new Commit.Entry(this, offset, epochs.at(offset), metadata, tracker.version());
    }

    /** The brokers confirmed a commit. Not at every idle moment, but now and then: time to give memory back. */
    void committed(Commit.Entry entry) {
        tracker.committed(entry.offset(), entry.version());
        tracker.shrink();
        lanes.shrink();
    }

    @Override
    public String toString() {
        return partition.toString();
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
                oldestTimestamp(),
                !pauses.isEmpty());
    }
}
