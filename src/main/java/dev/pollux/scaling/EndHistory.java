package dev.pollux.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where the end of one partition's log was at some times, and so when the record at an offset arrived: after the last time
 * at which the end had not passed it, before the first at which it had. Arrivals in between count as evenly spread: of {@code n}
 * between two times, the one with the index {@code i} came after {@code (i + 1) / (n + 1)} of the time.
 *
 * <p>Holds at most {@value #LONGEST} times; the older they are, the wider apart. For one thread at a time.
 */
final class EndHistory {
    private static final int LONGEST = 64;

    /** How much further back each question goes until a record's arrival is between two times. */
    private static final int STRIDE = 8;

    /** At this time in milliseconds, the log ended here. */
    private record Mark(long millis, long end) {}

    /** Both rise, or stay. */
    private final List<Mark> marks = new ArrayList<>();

    /** A look at the log saw it end here, after all that was seen before. */
    void saw(long millis, long end) {
        if (!marks.isEmpty() && (end < marks.getLast().end || millis <= marks.getLast().millis)) {
            // A log that went back is another one, and a clock that did makes all times worthless.
            marks.clear();
        }
        int size = marks.size();
        if (size > 1 && marks.get(size - 2).end == end && marks.get(size - 1).end == end) {
            marks.removeLast();
        }
        marks.add(new Mark(millis, end));
        if (marks.size() > LONGEST) {
            thin(millis);
        }
    }

    /** By the records' timestamps, the log ended here at an earlier time. */
    void learned(long millis, long end) {
        int after = 0;
        while (after < marks.size() && marks.get(after).millis <= millis) {
            after++;
        }
        // Timestamps are the producers' own: where they contradict what was seen, they give way.
        long least = after > 0 ? marks.get(after - 1).end : 0;
        long most = after < marks.size() ? marks.get(after).end : end;
        marks.add(after, new Mark(millis, Math.clamp(end, Math.min(least, most), most)));
    }

    /** Drops what nobody will ask for: who goes on at {@code next}, and wants to know rates since that time. */
    void forget(long next, long sinceMillis) {
        while (marks.size() > 2 && marks.get(1).end <= next && marks.get(1).millis <= sinceMillis) {
            marks.removeFirst();
        }
    }

    /**
     * For how long the record at this offset, or the first one after it, has been waiting, in milliseconds. Where it arrived before
     * everything known, that is the least it can be.
     */
    long ageMillis(long next, long nowMillis) {
        int after = firstBeyond(next);
        if (after == marks.size()) {
            return 0;
        }
        Mark to = marks.get(after);
        if (after == 0) {
            return Math.max(0, nowMillis - to.millis);
        }
        Mark from = marks.get(after - 1);
        double share = (next - from.end + 1.0) / (to.end - from.end + 1.0);
        return Math.max(0, nowMillis - from.millis - Math.round((to.millis - from.millis) * share));
    }

    /**
     * A time at which it would help to know the end: the record at {@code next} arrived before everything known, or the time in which it
     * did is longer than {@code preciseMillis} and a tenth of its age; or the history does not reach back to {@code sinceMillis}.
     */
    OptionalLong question(long next, long sinceMillis, long preciseMillis) {
        if (marks.isEmpty()) {
            return OptionalLong.empty();
        }
        long now = marks.getLast().millis;
        long first = marks.getFirst().millis;
        if (first > sinceMillis) {
            return OptionalLong.of(sinceMillis);
        }
        int after = firstBeyond(next);
        if (after == marks.size()) {
            return OptionalLong.empty();
        }
        if (after == 0) {
            return first == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.max(0, now - STRIDE * Math.max(1, now - first)));
        }
        long from = marks.get(after - 1).millis;
        long to = marks.get(after).millis;
        boolean precise = to - from <= Math.max(preciseMillis, (now - to) / 10);
        return precise ? OptionalLong.empty() : OptionalLong.of(from + (to - from) / 2);
    }

    /** Records a second written since that time, or since the first that is known; -1 where that is not long ago enough to say. */
    double perSecond(long sinceMillis, long leastMillis) {
        if (marks.isEmpty()) {
            return -1;
        }
        Mark last = marks.getLast();
        long since = Math.max(sinceMillis, marks.getFirst().millis);
        long span = last.millis - since;
        return span < leastMillis ? -1 : (last.end - endAt(since)) * 1000 / span;
    }

    private double endAt(long millis) {
        Mark from = marks.getFirst();
        for (Mark to : marks) {
            if (to.millis >= millis) {
                double share =
                        to.millis == from.millis ? 1 : (millis - from.millis) / (double) (to.millis - from.millis);
                return from.end + (to.end - from.end) * share;
            }
            from = to;
        }
        return from.end;
    }

    /** The first mark at which the log had passed this offset; the number of marks for none. */
    private int firstBeyond(long next) {
        int after = 0;
        while (after < marks.size() && marks.get(after).end <= next) {
            after++;
        }
        return after;
    }

    /** Drops the mark whose lack costs least for its age. */
    private void thin(long nowMillis) {
        int least = 1;
        double leastCost = Double.MAX_VALUE;
        for (int i = 1; i < marks.size() - 1; i++) {
            long before = marks.get(i - 1).millis;
            double cost = (marks.get(i + 1).millis - before) / (double) (nowMillis - before);
            if (cost < leastCost) {
                least = i;
                leastCost = cost;
            }
        }
        marks.remove(least);
    }
}
