package dev.pollux.engine.earlier;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** As one writes it first: what is unfinished in a sorted map, what is finished in a sorted set. */
public final class TreeMapTracker implements AnyTracker {
    private final TreeMap<Long, Long> unfinished = new TreeMap<>();
    private final TreeSet<Long> finished = new TreeSet<>();
    private long position = -1;

    @Override
    public void offer(long offset, long timestamp) {
        unfinished.put(offset, timestamp);
        position = offset + 1;
    }

    @Override
    public boolean finish(long offset) {
        if (unfinished.remove(offset) == null) {
            return false;
        }
        finished.add(offset);
        finished.headSet(committable()).clear();
        return true;
    }

    @Override
    public long committable() {
        return unfinished.isEmpty() ? position : unfinished.firstKey();
    }

    @Override
    public Object finishedBeyond() {
        List<Long> bounds = new ArrayList<>();
        long end = -1;
        for (long offset : finished) {
            Long next = end < 0 ? null : unfinished.ceilingKey(end);
            boolean goesOn = end >= 0 && (next == null || next > offset);
            if (goesOn) {
                bounds.removeLast();
            } else {
                bounds.add(offset);
            }
            end = offset + 1;
            bounds.add(end);
        }
        return bounds.stream().mapToLong(Long::longValue).toArray();
    }
}
