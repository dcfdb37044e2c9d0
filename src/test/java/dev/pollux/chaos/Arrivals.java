package dev.pollux.chaos;

import dev.pollux.chaos.Arrival.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that the receiver took in. Thread-safe. */
final class Arrivals {
    private final AtomicLong clock = new AtomicLong();
    private final List<Arrival> all = new ArrayList<>();
    private final Set<Arrival> unanswered = new HashSet<>();
    private final BitSet delivered = new BitSet();
    private final BitSet failedOnce = new BitSet();
    private final List<String> malformed = new ArrayList<>();
    private long repeated;

    /** A number that grows with each beginning and end. */
    long tick() {
        return clock.incrementAndGet();
    }

    /** Must be called before the answer goes out, for the next record of the key follows it. */
    synchronized void add(Arrival arrival) {
        all.add(arrival);
        if (arrival.verdict() == Verdict.ACCEPTED) {
            int number = Math.toIntExact(arrival.number());
            if (delivered.get(number)) {
                repeated++;
            }
            delivered.set(number);
        }
    }

    /** The answer could not be written. */
    synchronized void unanswered(Arrival arrival) {
        unanswered.add(arrival);
    }

    /** Whether this message did not fail before; from now on it did. */
    synchronized boolean failsNow(long number) {
        int index = Math.toIntExact(number);
        boolean first = !failedOnce.get(index);
        failedOnce.set(index);
        return first;
    }

    /** A request that no worker should have sent. */
    synchronized void malformed(String what) {
        malformed.add(what);
    }

    synchronized List<Arrival> all() {
        return List.copyOf(all);
    }

    synchronized Set<Arrival> unanswered() {
        return Set.copyOf(unanswered);
    }

    synchronized List<String> malformed() {
        return List.copyOf(malformed);
    }

    /** Different messages accepted. */
    synchronized long delivered() {
        return delivered.cardinality();
    }

    /** Acceptances of a message that had been accepted before. */
    synchronized long repeated() {
        return repeated;
    }
}
