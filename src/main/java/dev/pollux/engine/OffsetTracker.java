package dev.pollux.engine;

import java.util.Arrays;

/**
 * Which offsets of one partition are offered and which of them are finished.
 *
 * <p>Offsets may have gaps of any size (compaction, transaction markers): nothing is ever counted by subtracting two
 * offsets, and no gap is walked. All three marks are the <em>next</em> offset, as Kafka counts:
 * {@code committed <= committable <= position}, and -1 while unknown.
 */
final class OffsetTracker {
    private static final int SMALLEST = 16;
    private static final int LARGEST_IDLE = 128;

    /** A ring of the offered offsets from the oldest unfinished one on, ascending; its length is a power of two. */
    private long[] offsets = new long[SMALLEST];

    private long[] timestamps = new long[SMALLEST];
    private boolean[] finished = new boolean[SMALLEST];
    private int head;
    private int size;
    private int unfinished;

    /** The oldest of those that came and are not offered yet, see {@link #awaits}; -1 for none. */
    private long awaited = -1;

    private long position = -1;
    private long committable = -1;
    private long committed = -1;

    /** Grows with whatever a commit would say anew. */
    private long version;

    /** The version that the brokers confirmed last. */
    private long committedVersion;

    /** Kept, as it is asked for again and again; and the version that it is of. */
    private int runBytes;

    private long runBytesVersion = -1;

    /** Offers the next record's offset; offsets come in ascending order. */
    void offer(long offset, long timestamp) {
        if (awaited >= 0) {
            throw new IllegalStateException(awaited + " came before " + offset + " and is not offered yet");
        }
        come(offset, offset);
        awaited = -1;
        offerAwaited(offset, timestamp);
    }

    /**
     * Records came that are offered later, or never one by one: where all of them are handled in order, it is enough to know which
     * is the oldest that is not finished, {@link #awaits}. Nobody looks at those in between: that they ascend is up to the caller.
     *
     * @param first the offset of the first one; not before the position
     * @param last the offset of the last one
     * @throws IllegalArgumentException where the first one is before the position
     */
    void come(long first, long last) {
        if (first < position) {
            throw new IllegalArgumentException(
                    "offset " + first + " is offered where the position is " + position + " already");
        }
        position = last + 1;
        if (awaited < 0) {
            awaited = first;
            if (size == 0) {
                committable = first;
                version++;
            }
        }
    }

    /** The oldest of those that came, are not finished and not offered; -1 for none. Those before it are finished, or offered. */
    void awaits(long offset) {
        awaited = offset;
        if (size == 0) {
            long known = committable;
            committable = offset >= 0 ? offset : position;
            if (committable != known) {
                version++;
            }
        }
    }

    /** Offers one that came before; in ascending order. */
    void offerAwaited(long offset, long timestamp) {
        if (size == offsets.length) {
            resize(size * 2);
        }
        int slot = slot(size);
        offsets[slot] = offset;
        timestamps[slot] = timestamp;
        finished[slot] = false;
        size++;
        unfinished++;
    }

    /** Moves the position behind what holds no record for us, such as a transaction marker (KIP-1094). */
    void advanceTo(long nextOffset) {
        if (nextOffset > position) {
            position = nextOffset;
            if (size == 0 && awaited < 0) {
                committable = nextOffset;
                version++;
            }
        }
    }

    /**
     * Finishes one offered offset.
     *
     * @return false where the offset is not waiting to be finished: never offered, or finished before
     */
    boolean finish(long offset) {
        int index = find(offset);
        if (index < 0 || finished[slot(index)]) {
            return false;
        }
        finished[slot(index)] = true;
        unfinished--;
        version++;
        if (index == 0) {
            dropFinishedHead();
        }
        return true;
    }

    /** Takes everything offered so far as finished and committed: at-most-once commits first. */
    void settleAll() {
        head = 0;
        size = 0;
        unfinished = 0;
        awaited = -1;
        committable = position;
        committed = position;
        committedVersion = version;
        shrink();
    }

    /** The brokers confirmed a commit of this version; an older one than known is of no interest. */
    void committed(long offset, long ofVersion) {
        committed = Math.max(committed, offset);
        committedVersion = Math.max(committedVersion, ofVersion);
    }

    long position() {
        return position;
    }

    long committable() {
        return committable;
    }

    long committed() {
        return committed;
    }

    /** Whether a commit would tell the brokers something new. */
    boolean isDirty() {
        return committable >= 0 && (version != committedVersion || committable > committed);
    }

    long version() {
        return version;
    }

    /** What {@link OffsetMapCodec#runBytes} says of what is finished beyond the committable offset. */
    int runBytesBeyond() {
        if (runBytesVersion != version) {
            runBytes = OffsetMapCodec.runBytes(committable, finishedBeyond(-1));
            runBytesVersion = version;
        }
        return runBytes;
    }

    /** What is finished beyond the committable offset; gaps between two finished offsets count as finished. */
    OffsetMap finishedBeyond(int leaderEpoch) {
        if (unfinished == size) {
            return OffsetMap.NONE;
        }
        long[] bounds = new long[2 * (size - unfinished)];
        int count = 0;
        boolean inRange = false;
        for (int i = 0; i < size; i++) {
            int slot = slot(i);
            if (finished[slot]) {
                if (!inRange) {
                    bounds[count++] = offsets[slot];
                }
                bounds[count] = offsets[slot] + 1;
            } else if (inRange) {
                count++;
            }
            inRange = finished[slot];
        }
        return new OffsetMap(Arrays.copyOf(bounds, inRange ? count + 1 : count), leaderEpoch);
    }

    /** The timestamp of the oldest unfinished record that is offered; -1 where there is none. */
    long oldestTimestamp() {
        return size == 0 ? -1 : timestamps[head];
    }

    private void dropFinishedHead() {
        while (size > 0 && finished[head]) {
            head = (head + 1) & (offsets.length - 1);
            size--;
        }
        if (size == 0) {
            committable = awaited >= 0 ? awaited : position;
            // Where it was written last is still in the processor's cache.
            head = 0;
        } else {
            committable = offsets[head];
        }
    }

    /** The index from the head, or a negative number. Dense offsets, the usual case, are found at the first look. */
    private int find(long offset) {
        if (size == 0 || offset < offsets[head]) {
            return -1;
        }
        long distance = offset - offsets[head];
        int high = (int) Math.min(distance, size - 1L);
        if (offsets[slot(high)] == offset) {
            return high;
        }
        int low = 0;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = offsets[slot(middle)];
            if (found == offset) {
                return middle;
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int slot(int index) {
        return (head + index) & (offsets.length - 1);
    }

    /** An idle partition gives its memory back: a member may own a thousand of them. */
    void shrink() {
        if (size == 0 && offsets.length > LARGEST_IDLE) {
            head = 0;
            offsets = new long[SMALLEST];
            timestamps = new long[SMALLEST];
            finished = new boolean[SMALLEST];
        }
    }

    private void resize(int length) {
        long[] newOffsets = new long[length];
        long[] newTimestamps = new long[length];
        boolean[] newFinished = new boolean[length];
        straighten(offsets, newOffsets);
        straighten(timestamps, newTimestamps);
        straighten(finished, newFinished);
        offsets = newOffsets;
        timestamps = newTimestamps;
        finished = newFinished;
        head = 0;
    }

    /** Copies a ring into a longer one, in which it begins at 0. */
    private void straighten(Object ring, Object longer) {
        int first = Math.min(size, offsets.length - head);
        System.arraycopy(ring, head, longer, 0, first);
        System.arraycopy(ring, 0, longer, first, size - first);
    }
}
