package dev.pollux.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Stretches of time that records waited. Thread-safe; whatever comes when it is full is left out. */
final class Waits {
    private final long[] begins;
    private final long[] ends;
    private final AtomicInteger next = new AtomicInteger();

    Waits(int most) {
        begins = new long[most];
        ends = new long[most];
    }

    /** From then to then, by {@code System.nanoTime}. */
    void note(long begin, long end) {
        int place = next.getAndIncrement();
        if (place < begins.length) {
            begins[place] = begin;
            ends[place] = end;
        }
    }

    /** How long they are. To be called once nobody notes any more. */
    Percentiles percentiles(String what) {
        return Percentiles.of(what, all().mapToLong(i -> ends[i] - begins[i]).toArray());
    }

    /** How long they are without those pauses. As {@link #percentiles}. */
    Percentiles without(CollectorPauses pauses, String what) {
        return Percentiles.of(
                what,
                all().mapToLong(i -> ends[i] - begins[i] - pauses.within(begins[i], ends[i]))
                        .toArray());
    }

    private IntStream all() {
        return IntStream.range(0, Math.min(next.get(), begins.length));
    }
}
