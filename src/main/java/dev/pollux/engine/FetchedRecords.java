package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.List;

/**
 * Records of one partition as a poll brought them, in offset order. There may be millions a second, so nothing is made of a record
 * before a worker is about to handle it.
 *
 * <p>Read by one thread at a time; {@link #delivery} also by a worker, of records that were moved out for it.
 */
public interface FetchedRecords {
    /** How many there are. */
    int size();

    /** The offset of the record at this index, from 0. */
    long offset(int index);

    /** Its timestamp in milliseconds since the epoch. */
    long timestamp(int index);

    /**
     * What it counts for in {@code buffer.max-bytes}: just what {@link Footprint} says of its delivery, by which it is taken off again
     * where records are finished one by one.
     */
    int bytes(int index);

    /** Makes what its handler gets when the record is handed out for the first time; another one each time that it is asked. */
    Delivery<byte[], byte[]> delivery(int index);

    /**
     * Lets go of those from {@code from} on: nobody asks for them again, but others may be read meanwhile, and the size is what it
     * was.
     */
    void forget(int from);

    /**
     * Moves these out, {@code to} excluded: this here must not keep them in memory any longer, nor is it asked for them again. Where
     * these are all that there are it may be this here that is returned.
     */
    FetchedRecords moveOut(int from, int to);

    /** All of these and, behind them, all of those, which are of the same kind; none of them is used any more. */
    FetchedRecords followedBy(List<FetchedRecords> next);

    /** What those from {@code from} on, {@code to} excluded, count for together. */
    default long bytes(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes(i);
        }
        return sum;
    }
}
