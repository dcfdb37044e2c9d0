package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that are in no lane yet, in offset order.
 *
 * <p>They stay as they were fetched for as long as they can, and the tracker knows no more of them than where they begin: what has
 * the partition to itself takes them as they are. Only what has to be told apart is made a delivery here, and offered to the tracker.
 */
final class Arrivals {
    /** So many are made deliveries at a time, under the engine's lock. */
    private static final int MOST = 512;

    private final OffsetTracker tracker;

    /** In front of what was fetched: offered to the tracker already. */
    private final ArrayDeque<Delivery<byte[], byte[]>> singles = new ArrayDeque<>();

    private final ArrayDeque<FetchedRecords> fetched = new ArrayDeque<>();

    /** So many of the first of them were moved out. */
    private int movedOut;

    private int size;

    Arrivals(OffsetTracker tracker) {
        this.tracker = tracker;
    }

    /** Adds at least one record behind all others. */
    void add(FetchedRecords records) {
        fetched.addLast(records);
        size += records.size();
    }

    /** Adds records behind all others that were offered to the tracker, or are settled; after {@link #offerAll}. */
    void addOffered(List<Delivery<byte[], byte[]>> records) {
        singles.addAll(records);
        size += records.size();
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The offset of the oldest one that was not offered to the tracker yet; -1 for none. */
    long firstAsFetched() {
        return fetched.isEmpty() ? -1 : fetched.getFirst().offset(movedOut);
    }

    /** The timestamp of that one; -1 where there is none. */
    long timestampAsFetched() {
        return fetched.isEmpty() ? -1 : fetched.getFirst().timestamp(movedOut);
    }

    /** The oldest one; there must be one. */
    Delivery<byte[], byte[]> first() {
        offerSome();
        return singles.getFirst();
    }

    Delivery<byte[], byte[]> removeFirst() {
        offerSome();
        size--;
        return singles.removeFirst();
    }

    /** Moves out the oldest ones, up to {@code most}, which are not offered to the tracker; none where one's offset is not below {@code end}. */
    @Nullable
    FetchedRecords moveOut(int most, long end) {
        if (!singles.isEmpty() || fetched.isEmpty() || !isBelow(most, end)) {
            return null;
        }
        FetchedRecords oldest = moveOutOfFirst(most);
        int left = most - oldest.size();
        return left == 0 || fetched.isEmpty() ? oldest : oldest.followedBy(moveOutOfSeveral(left));
    }

    private List<FetchedRecords> moveOutOfSeveral(int most) {
        List<FetchedRecords> moved = new ArrayList<>();
        for (int left = most; left > 0 && !fetched.isEmpty(); ) {
            FetchedRecords next = moveOutOfFirst(left);
            moved.add(next);
            left -= next.size();
        }
        return moved;
    }

    /** Whether the oldest ones are below this offset, up to {@code most} of them. */
    private boolean isBelow(int most, long end) {
        int index = movedOut + Math.min(most, size) - 1;
        for (FetchedRecords records : fetched) {
            if (index < records.size()) {
                return records.offset(index) < end;
            }
            index -= records.size();
        }
        return false;
    }

    private FetchedRecords moveOutOfFirst(int most) {
        FetchedRecords first = fetched.getFirst();
        int to = Math.min(movedOut + most, first.size());
        FetchedRecords moved = first.moveOut(movedOut, to);
        movedOut = to;
        size -= moved.size();
        if (to == first.size()) {
            fetched.removeFirst();
            movedOut = 0;
        }
        return moved;
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

    /** Offers all of them to the tracker. */
    void offerAll() {
        while (!fetched.isEmpty()) {
            takeApart();
        }
    }

    private void offerSome() {
        if (singles.isEmpty()) {
            takeApart();
        }
    }

    private void takeApart() {
        FetchedRecords oldest = moveOutOfFirst(MOST);
        size += oldest.size();
        for (int i = 0; i < oldest.size(); i++) {
            tracker.offerAwaited(oldest.offset(i), oldest.timestamp(i));
            singles.addLast(oldest.delivery(i));
        }
        tracker.awaits(firstAsFetched());
    }
}
