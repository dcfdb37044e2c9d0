package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one partition that are in no lane yet, in offset order.
 *
 * <p>They stay in lists as they came for as long as they can: to move each of them into a queue that is older than they are costs
 * the garbage collector more than all else that is done with them here.
 */
final class Arrivals {
    /** What is left of a list is copied each time that some of it is taken, so it must not be long. */
    private static final int LONGEST = 512;

    /** In front of the lists: taken out of the first one, or given back. */
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

    /** The oldest one; there must be one. */
    Delivery<byte[], byte[]> first() {
        takeApart();
        return singles.getFirst();
    }

    Delivery<byte[], byte[]> removeFirst() {
        takeApart();
        size--;
        return singles.removeFirst();
    }

    /**
     * Removes the oldest ones, up to {@code most} of them, if all their offsets are below {@code end}; else none. The list is the
     * caller's.
     */
    List<Delivery<byte[], byte[]>> removeOldest(int most, long end) {
        List<Delivery<byte[], byte[]>> oldest = oldest(most);
        if (oldest.isEmpty() || oldest.getLast().offset() < end) {
            size -= oldest.size();
            return oldest;
        }
        lists.addFirst(oldest);
        return List.of();
    }

    /**
     * Takes them out of the lists, and leaves the size to the caller. What is left is copied, for a part of a list would keep all of it
     * in memory, and those that are finished count no more for {@code buffer.max-bytes}.
     */
    private List<Delivery<byte[], byte[]>> oldest(int most) {
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
        return oldest;
    }

    /**
     * Puts one back that was removed. In offset order, also behind what was put back before: the oldest record must not wait for
     * one that may not go yet.
     */
    void putBack(Delivery<byte[], byte[]> record) {
        ArrayDeque<Delivery<byte[], byte[]>> older = new ArrayDeque<>();
        while (!singles.isEmpty() && singles.getFirst().offset() < record.offset()) {
            older.addFirst(singles.removeFirst());
        }
        singles.addFirst(record);
        older.forEach(singles::addFirst);
        size++;
    }

    private void takeApart() {
        if (singles.isEmpty()) {
            singles.addAll(lists.removeFirst());
        }
    }
}
