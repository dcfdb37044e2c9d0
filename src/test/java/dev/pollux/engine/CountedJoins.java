package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Records of one poll, and how often they and others were joined: each time all of them are copied. */
record CountedJoins(FetchedRecords records, AtomicInteger joins) implements FetchedRecords {
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
        return records.delivery(index);
    }

    @Override
    public FetchedRecords moveOut(int from, int to) {
        return new CountedJoins(records.moveOut(from, to), joins);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        joins.incrementAndGet();
        return new CountedJoins(records.followedBy(next), joins);
    }
}
