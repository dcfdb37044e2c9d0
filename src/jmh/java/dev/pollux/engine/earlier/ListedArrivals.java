package dev.pollux.engine.earlier;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The arrivals of {@link ListedLanes}: in lists of at most {@value #LONGEST}, as they came, for as long as they can. */
final class ListedArrivals {
    private static final int LONGEST = 512;

    private final ArrayDeque<Delivery<byte[], byte[]>> singles = new ArrayDeque<>();
    private final ArrayDeque<List<Delivery<byte[], byte[]>>> lists = new ArrayDeque<>();
    private int size;

    void add(List<Delivery<byte[], byte[]>> records) {
        for (int from = 0; from < records.size(); from += LONGEST) {
            lists.addLast(new ArrayList<>(records.subList(from, Math.min(from + LONGEST, records.size()))));
        }
        size += records.size();
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Delivery<byte[], byte[]> removeFirst() {
        if (singles.isEmpty()) {
            singles.addAll(lists.removeFirst());
        }
        size--;
        return singles.removeFirst();
    }

    List<Delivery<byte[], byte[]>> removeOldest(int most) {
        if (!singles.isEmpty()) {
            lists.addFirst(new ArrayList<>(singles));
            singles.clear();
        }
        List<Delivery<byte[], byte[]>> oldest = new ArrayList<>(Math.min(most, size));
        while (oldest.size() < most && !lists.isEmpty()) {
            List<Delivery<byte[], byte[]>> next = lists.removeFirst();
            int taken = Math.min(next.size(), most - oldest.size());
            oldest.addAll(next.subList(0, taken));
            if (taken < next.size()) {
                lists.addFirst(new ArrayList<>(next.subList(taken, next.size())));
            }
        }
        size -= oldest.size();
        return oldest;
    }
}
