package dev.pollux.engine;

import dev.pollux.engine.earlier.AnyTracker;

/** Today's {@link OffsetTracker}. */
final class CurrentTracker implements AnyTracker {
    private final OffsetTracker tracker = new OffsetTracker();

    @Override
    public void offer(long offset, long timestamp) {
        tracker.offer(offset, timestamp);
    }

    @Override
    public boolean finish(long offset) {
        return tracker.finish(offset);
    }

    @Override
    public long committable() {
        return tracker.committable();
    }

    @Override
    public Object finishedBeyond() {
        return tracker.finishedBeyond(0);
    }

    @Override
    public long[] boundsBeyond() {
        return CurrentCodec.bounds(tracker.finishedBeyond(0));
    }

    @Override
    public void offer(long[] offsets, int from, int to) {
        tracker.come(offsets[from], offsets[to - 1]);
    }

    @Override
    public int finishOldest(long[] offsets, int from, int to) {
        tracker.awaits(to < offsets.length ? offsets[to] : -1);
        return to - from;
    }
}
