package dev.pollux.engine.earlier;

import java.util.Arrays;

/** As it was when commits had begun to carry what is finished beyond them: rings of numbers, and a version. */
public class OffsetTrackerOfRings implements AnyTracker {
    private static final int SMALLEST = 16;
    private static final int LARGEST_IDLE = 1024;

    /** A ring of the offered offsets from the oldest unfinished one on, ascending; its length is a power of two. */
    private long[] offsets = new long[SMALLEST];

    private long[] timestamps = new long[SMALLEST];
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

    @Override
    public long committable() {
        return committable;
    }

    @Override
    public Object finishedBeyond() {
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
            emptied();
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

    /** Nothing is offered any more. */
    protected void emptied() {}

    private int slot(int index) {
        return (head + index) & (offsets.length - 1);
    }

    /** An idle partition gives its memory back: a member may own a thousand of them. */
    protected void shrink() {
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
        int first = Math.min(size, offsets.length - head);
        System.arraycopy(offsets, head, newOffsets, 0, first);
        System.arraycopy(offsets, 0, newOffsets, first, size - first);
        System.arraycopy(timestamps, head, newTimestamps, 0, first);
        System.arraycopy(timestamps, 0, newTimestamps, first, size - first);
        System.arraycopy(finished, head, newFinished, 0, first);
        System.arraycopy(finished, 0, newFinished, first, size - first);
        offsets = newOffsets;
        timestamps = newTimestamps;
        finished = newFinished;
        head = 0;
    }
}
