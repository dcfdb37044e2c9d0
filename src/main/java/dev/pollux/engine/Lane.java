package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A line of records of which one at a time may be handled: those of a key, or of a partition.
 *
 * <p>A lane exists from when its first record is handed out or parked until it is idle.
 */
final class Lane {
    /** Where a lane stands. */
    enum Phase {
        /** Nothing of it is handed out or parked. */
        IDLE,
        /** Its next record may be handed out. */
        READY,
        /** Records of it are in the run that owns it. */
        RUNNING,
        /** Its first record waits for another attempt, or for another try to write its dead letter. */
        WAITING,
        /** Its first record's dead letter is on its way. */
        DEAD_LETTERING,
        /** Its first record ended the worker ({@code on-exhausted: stop}). */
        HALTED
    }

    private static final int NONE = Integer.MAX_VALUE;

    final Assignment assignment;

    /** The key and its hash, for {@link KeyLanes}; null in every other lane. */
    final byte @Nullable [] key;

    final long hash;

    private Phase phase = Phase.IDLE;
    /** Null until there is something to park: most lanes never have any. */
    private @Nullable ArrayDeque<Delivery<byte[], byte[]>> parked;

    /** The run that records of this lane are in, while RUNNING, and how many of them it has. */
    @Nullable
    Run owner;

    int running;

    /** Index in the run of the first record that was not accepted; only while a completion is worked through. */
    int failedAt = NONE;

    /** Attempts that the first record was refused, and those that said nothing against it. */
    int refused;

    int released;

    /** So many records, the first one included, are handed out alone: a batch with them failed as a whole. */
    int alone;

    /** When a WAITING lane is due, and the order among those due at once. */
    long dueNanos;

    long sequence;

    /** Whether a WAITING lane waits for nothing but the end of an outage. */
    boolean forOutage;

    /** The dead letter that a WAITING lane will try to write again. */
    @Nullable
    DeadLetter letter;

    Lane(Assignment assignment, byte @Nullable [] key, long hash) {
        this.assignment = assignment;
        this.key = key;
        this.hash = hash;
    }

    Phase phase() {
        return phase;
    }

    /** Moves on; a transition that makes no sense is a bug and says so. */
    void become(Phase next) {
        boolean allowed = switch (phase) {
            case IDLE -> next == Phase.RUNNING || next == Phase.WAITING || next == Phase.READY;
            case READY -> next == Phase.RUNNING;
            case RUNNING -> next != Phase.RUNNING;
            // To wait again: for the group to say whose the partition is.
            case WAITING -> next == Phase.READY || next == Phase.DEAD_LETTERING || next == Phase.WAITING;
            case DEAD_LETTERING -> next == Phase.IDLE || next == Phase.READY || next == Phase.WAITING;
            case HALTED -> false;
        };
        if (!allowed) {
            throw new IllegalStateException("a lane of " + assignment + " cannot become " + next + " while " + phase);
        }
        phase = next;
    }

    void park(Delivery<byte[], byte[]> record) {
        queue().addLast(record);
    }

    void putBack(Delivery<byte[], byte[]> record) {
        queue().addFirst(record);
    }

    Delivery<byte[], byte[]> takeFirst() {
        return queue().removeFirst();
    }

    /** The record that is next; there must be one. */
    Delivery<byte[], byte[]> first() {
        return queue().getFirst();
    }

    boolean hasParked() {
        return parked != null && !parked.isEmpty();
    }

    private ArrayDeque<Delivery<byte[], byte[]>> queue() {
        if (parked == null) {
            parked = new ArrayDeque<>(4);
        }
        return parked;
    }

    /** Whether the next record is to be handed out without company. */
    boolean nextIsAlone() {
        return alone > 0 || attempts() > 0;
    }

    int attempts() {
        return refused + released;
    }

    /** The first record is finished: what is known of it does not hold for the next one. */
    void firstFinished() {
        refused = 0;
        released = 0;
        letter = null;
        if (alone > 0) {
            alone--;
        }
    }

    boolean failed() {
        return failedAt != NONE;
    }

    void clearFailure() {
        failedAt = NONE;
    }
}
