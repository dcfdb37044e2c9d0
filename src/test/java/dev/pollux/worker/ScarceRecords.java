package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.engine.FetchedRecords;
import dev.pollux.testkit.RelayedRecords;
import java.util.concurrent.atomic.AtomicInteger;

/** Records of one poll for which there is no memory when they are to be made. */
final class ScarceRecords extends RelayedRecords {
    private final AtomicInteger failures;

    /** So many times more making one of them fails. */
    ScarceRecords(FetchedRecords records, AtomicInteger failures) {
        super(records);
        this.failures = failures;
    }

    @Override
    protected FetchedRecords relay(FetchedRecords others) {
        return new ScarceRecords(others, failures);
    }

    @Override
    public Delivery<byte[], byte[]> delivery(int index) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            // An OutOfMemoryError would end the tests as well.
            throw new InternalError("no memory, as a test says");
        }
        return super.delivery(index);
    }
}
