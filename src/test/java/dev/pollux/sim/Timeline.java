package dev.pollux.sim;

import java.util.PriorityQueue;

/** Virtual time and what is to happen in it; what is due at the same moment happens in the order in which it was asked for. */
final class Timeline {
    private record Entry(long at, long sequence, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final long begin = 1_000_000_000_000L;
    private long now = begin;
    private long sequence;

    long now() {
        return now;
    }

    /** Since the beginning. */
    long elapsed() {
        return now - begin;
    }

    /** How much has happened so far. */
    long happened() {
        return sequence - queue.size();
    }

    void in(long delayNanos, Runnable what) {
        queue.add(new Entry(now + Math.max(0, delayNanos), sequence++, what));
    }

    /** Lets the next thing happen; false where nothing will ever. */
    boolean advance() {
        Entry next = queue.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        next.what.run();
        return true;
    }
}
