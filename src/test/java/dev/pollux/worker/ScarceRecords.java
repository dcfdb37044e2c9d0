package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.engine.FetchedRecords;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records of one poll for which there is no memory when they are to be made.
 *
 * @param failures how many times more making one fails
 */
record ScarceRecords(FetchedRecords records, AtomicInteger failures) implements FetchedRecords {
    @Override
    public int size() {
        return records.size();
    }

    @Override
    public long offset(int index) {
        return records.offset(index);
    }

    @Override
    public long timestamp(int index) {
        return records.timestamp(index);
    }

    @Override
    public int bytes(int index) {
        return records.bytes(index);
    }

    @Override
    public Delivery<byte[], byte[]> delivery(int index) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            // An OutOfMemoryError would end the tests as well.
            throw new InternalError("no memory, as a test says");
        }
        return records.delivery(index);
    }

    @Override
    public FetchedRecords moveOut(int from, int to) {
        return new ScarceRecords(records.moveOut(from, to), failures);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        throw new UnsupportedOperationException("there is one poll");
    }
}
