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
    /** A list keeps all its records in memory until the last of them is gone, so it must not be long. */
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
     * Removes the oldest ones, up to {@code most} of them, if all their offsets are below {@code end}; else none. The list does
     * not change.
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

    /** Takes lists away; no records are missing only if the answer is put in front again, or the size is less by as much. */
    private List<Delivery<byte[], byte[]>> oldest(int most) {
        if (!singles.isEmpty()) {
            lists.addFirst(new ArrayList<>(singles));
            singles.clear();
        }
        List<Delivery<byte[], byte[]>> first = lists.isEmpty() ? List.of() : lists.removeFirst();
        if (first.size() == most || (lists.isEmpty() && first.size() < most)) {
            return first;
        }
        if (first.size() > most) {
            lists.addFirst(first.subList(most, first.size()));
            return first.subList(0, most);
        }
        List<Delivery<byte[], byte[]>> oldest = new ArrayList<>(Math.min(most, size));
        List<Delivery<byte[], byte[]>> next = first;
        while (oldest.size() + next.size() <= most) {
            oldest.addAll(next);
            if (lists.isEmpty()) {
                return oldest;
            }
            next = lists.removeFirst();
        }
        int wanted = most - oldest.size();
        oldest.addAll(next.subList(0, wanted));
        lists.addFirst(next.subList(wanted, next.size()));
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
