package dev.pollux.engine.earlier;

import java.util.Arrays;

/**
 * As it was when each record was offered to it as soon as it came, with the bytes that it counted for: rings that begin anew
 * where they are empty, and a run that had its partition to itself finished its records in one step.
 */
public final class OffsetTrackerOfEach implements AnyTracker {
    private static final int SMALLEST = 16;

    /** Bytes that each record counts for here. */
    private static final int FOOTPRINT = 1;

    /** A ring of the offered offsets from the oldest unfinished one on, ascending; its length is a power of two. */
    private long[] offsets = new long[SMALLEST];

    private long[] timestamps = new long[SMALLEST];
    private int[] bytes = new int[SMALLEST];
    private boolean[] finished = new boolean[SMALLEST];
    private int head;
    private int size;
    private int unfinished;

    private long position = -1;
    private long committable = -1;

    /** Grows with whatever a commit would say anew. */
    private long version;

    @Override
    public void offer(long offset, long timestamp) {
        if (offset < position) {
            throw new IllegalArgumentException(
                    "offset " + offset + " is offered where the position is " + position + " already");
        }
        if (size == offsets.length) {
            resize(size * 2);
        }
        int slot = slot(size);
        offsets[slot] = offset;
        timestamps[slot] = timestamp;
        bytes[slot] = FOOTPRINT;
        finished[slot] = false;
        size++;
        unfinished++;
        position = offset + 1;
        if (size == 1) {
            committable = offset;
            version++;
        }
    }

    @Override
    public boolean finish(long offset) {
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

    /** So many records are waiting to be finished. */
    int unfinished() {
        return unfinished;
    }

    /** Finishes the {@code count} oldest offsets that are not finished; the last of them is {@code last}. */
    long finishOldest(int count, long last) {
        long footprint = 0;
        int left = count;
        while (left > 0 && size > 0) {
            if (!finished[head]) {
                footprint += bytes[head];
                left--;
                if (left == 0 && offsets[head] != last) {
                    throw new IllegalStateException(
                            "offset " + offsets[head] + " is finished where it should have been " + last);
                }
            }
            head = (head + 1) & (offsets.length - 1);
            size--;
        }
        unfinished -= count;
        version++;
        dropFinishedHead();
        return footprint;
    }

    @Override
    public int finishOldest(long[] those, int from, int to) {
        return (int) finishOldest(to - from, those[to - 1]) / FOOTPRINT;
    }

    @Override
    public long committable() {
        return committable;
    }

    @Override
    public long[] finishedBeyond() {
        if (unfinished == size) {
            return new long[0];
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
        return Arrays.copyOf(bounds, inRange ? count + 1 : count);
    }

    /** What a commit would say anew; asked once for each commit. */
    public long version() {
        return version;
    }

    private void dropFinishedHead() {
        while (size > 0 && finished[head]) {
            head = (head + 1) & (offsets.length - 1);
            size--;
        }
        if (size == 0) {
            committable = position;
            head = 0;
        } else {
            committable = offsets[head];
        }
    }

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

    private void resize(int length) {
        long[] newOffsets = new long[length];
        long[] newTimestamps = new long[length];
        int[] newBytes = new int[length];
        boolean[] newFinished = new boolean[length];
        straighten(offsets, newOffsets);
        straighten(timestamps, newTimestamps);
        straighten(bytes, newBytes);
        straighten(finished, newFinished);
        offsets = newOffsets;
        timestamps = newTimestamps;
        bytes = newBytes;
        finished = newFinished;
        head = 0;
    }

    private void straighten(Object ring, Object longer) {
        int first = Math.min(size, offsets.length - head);
        System.arraycopy(ring, head, longer, 0, first);
        System.arraycopy(ring, 0, longer, first, size - first);
    }
}
