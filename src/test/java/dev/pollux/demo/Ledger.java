package dev.pollux.demo;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the receiver has seen of each order. Thread-safe. */
final class Ledger {
    private final BitSet delivered = new BitSet();
    private final long[] lastOfCustomer = new long[Order.CUSTOMERS];
    /** Only orders that were refused and not delivered since. */
    private final Map<Long, Integer> refusals = new HashMap<>();

    private long deliveries;
    private long duplicates;
    private long retries;
    private @Nullable String disorder;

    Ledger() {
        Arrays.fill(lastOfCustomer, -1);
    }

    /** An order comes in. Returns how often it was refused before. */
    synchronized int arrived(Order order) {
        int before = refusals.getOrDefault(order.number(), 0);
        if (before > 0) {
            retries++;
        }
        return before;
    }

    /** The receiver refuses an order. */
    synchronized void refused(Order order) {
        refusals.merge(order.number(), 1, Integer::sum);
    }

    /** The receiver takes an order; must be called before the answer goes out, for the next of its customer follows. */
    synchronized void accepted(Order order) {
        refusals.remove(order.number());
        int index = Math.toIntExact(order.number());
        if (delivered.get(index)) {
            duplicates++;
            return;
        }
        delivered.set(index);
        deliveries++;
        long last = lastOfCustomer[order.customer()];
        if (last > order.number() && disorder == null) {
            disorder =
                    "customer %d's order %d was delivered after %d".formatted(order.customer(), order.number(), last);
        }
        lastOfCustomer[order.customer()] = Math.max(last, order.number());
    }

    synchronized boolean isDelivered(long number) {
        return delivered.get(Math.toIntExact(number));
    }

    /** Different orders delivered. */
    synchronized long deliveries() {
        return deliveries;
    }

    /** Deliveries of an order that had been delivered already. */
    synchronized long duplicates() {
        return duplicates;
    }

    /** Requests for an order that had been refused before. */
    synchronized long retries() {
        return retries;
    }

    /** The first case of a customer's orders overtaking each other; null where there was none. */
    synchronized @Nullable String disorder() {
        return disorder;
    }
}
