package dev.pollux.engine.earlier;

import java.util.Arrays;
import java.util.BitSet;

/** A bit for each offset from a base on. Quick, and as large as the largest gap, so it was never more than an idea. */
public final class BitSetTracker implements AnyTracker {
    private static final int SHIFT = 1 << 14;

    private BitSet unfinished = new BitSet();
    private BitSet finished = new BitSet();
    private long base;
    private long position = -1;
    private long committable = -1;

    @Override
    public void offer(long offset, long timestamp) {
        if (unfinished.isEmpty()) {
            finished.clear();
            base = offset;
            committable = offset;
        }
        unfinished.set((int) (offset - base));
        position = offset + 1;
    }

    @Override
    public boolean finish(long offset) {
        int index = (int) (offset - base);
        if (index < 0 || !unfinished.get(index)) {
            return false;
        }
        unfinished.clear(index);
        finished.set(index);
        if (offset == committable) {
            int next = unfinished.nextSetBit(index);
            committable = next < 0 ? position : base + next;
            if (committable - base >= SHIFT) {
                shift((int) (committable - base));
            }
        }
        return true;
    }

    private void shift(int by) {
        unfinished = unfinished.get(by, Math.max(by, unfinished.length()));
        finished = finished.get(by, Math.max(by, finished.length()));
        base += by;
    }

    @Override
    public long committable() {
        return committable;
    }

    @Override
    public Object finishedBeyond() {
        long[] bounds = new long[2 * finished.cardinality()];
        int count = 0;
        int from = finished.nextSetBit((int) (committable - base));
        while (from >= 0) {
            int next = unfinished.nextSetBit(from);
            int to = next < 0 ? finished.length() : finished.previousSetBit(next) + 1;
            bounds[count++] = base + from;
            bounds[count++] = base + to;
            from = finished.nextSetBit(to);
        }
        return Arrays.copyOf(bounds, count);
    }
}
