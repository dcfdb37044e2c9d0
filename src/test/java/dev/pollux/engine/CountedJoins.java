package dev.pollux.engine;

import dev.pollux.testkit.RelayedRecords;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Records of one poll, and how often they and others were joined: each time all of them are copied. */
final class CountedJoins extends RelayedRecords {
    private final AtomicInteger joins;

    CountedJoins(FetchedRecords records, AtomicInteger joins) {
        super(records);
        this.joins = joins;
    }

    @Override
    protected FetchedRecords relay(FetchedRecords others) {
        return new CountedJoins(others, joins);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        joins.incrementAndGet();
        return super.followedBy(next);
    }
}
