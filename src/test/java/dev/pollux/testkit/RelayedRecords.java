package dev.pollux.testkit;

import dev.pollux.api.Delivery;
import dev.pollux.engine.FetchedRecords;
import java.util.List;

/** Does as other records do, but for what a test overrides. */
public abstract class RelayedRecords implements FetchedRecords {
    private final FetchedRecords records;

    protected RelayedRecords(FetchedRecords records) {
        this.records = records;
    }

    /** Such records as this is, of those. */
    protected abstract FetchedRecords relay(FetchedRecords others);

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
        return relay(records.moveOut(from, to));
    }

    @Override
    public void forget(int from) {
        records.forget(from);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        return relay(records.followedBy(next));
    }
}
