package dev.pollux.guarantee;

import dev.pollux.api.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** What handlers saw, in the order in which it happened. Thread-safe; the guarantees are checked against it. */
public final class Observed {
    /**
     * One call of a handler.
     *
     * @param key the key's text; a record without one has none to wait for
     * @param begun a number that grows with each beginning and end, over all handlers
     * @param ended the same; {@link Long#MAX_VALUE} while it did not end
     */
    public record Call(TopicPartition partition, long offset, String key, long begun, long ended, boolean accepted) {}

    private final AtomicLong clock = new AtomicLong();
    private final List<Call> calls = new ArrayList<>();

    /** Marks a moment. */
    public long tick() {
        return clock.incrementAndGet();
    }

    /** Notes a call that began at this tick and ends now. */
    public void ended(Delivery<byte[], byte[]> delivery, long begun, boolean accepted) {
        byte[] key = delivery.key();
        String text = key == null ? "#" + delivery.coordinates() : Arrays.toString(key);
        var partition = new TopicPartition(delivery.topic(), delivery.partition());
        synchronized (calls) {
            calls.add(new Call(partition, delivery.offset(), text, begun, tick(), accepted));
        }
    }

    /** All calls that ended, by their ends. */
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** How many there are. */
    public int size() {
        synchronized (calls) {
            return calls.size();
        }
    }
}
