package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.List;

/**
 * From when to when records are that were handled together, in milliseconds since the epoch. Noted while they are handled: then they
 * are in the processor's cache, and when a long run is over they are so no more. For one thread at a time.
 */
public final class Timestamps {
    private int count;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;
    private long sum;

    /** Those of these records. */
    public static Timestamps of(List<Delivery<byte[], byte[]>> records) {
        Timestamps timestamps = new Timestamps();
        for (Delivery<byte[], byte[]> record : records) {
            timestamps.add(record.timestamp());
        }
        return timestamps;
    }

    /** Adds one; a negative one, which a record without a timestamp has (message format 0), is left out. */
    public void add(long timestamp) {
        if (timestamp >= 0) {
            count++;
            least = Math.min(least, timestamp);
            most = Math.max(most, timestamp);
            sum += timestamp;
        }
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The oldest one; there must be one. */
    public long least() {
        return least;
    }

    /** The newest one; there must be one. */
    public long most() {
        return most;
    }

    /** All of them together. */
    public long sum() {
        return sum;
    }
}
