package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what handlers complain of, once in a while: a destination that is down is no reason for a flood. Thread-safe. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
    private final LongAdder unsaid = new LongAdder();

    /** Notes one outcome; an accepted record is no complaint. */
    void add(Delivery<byte[], byte[]> record, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accept() -> {}
            case Outcome.Release release -> say(record, "released", release.reason());
            case Outcome.Reject reject -> say(record, "refused", reject.loggable());
        }
    }

    private void say(Delivery<byte[], byte[]> record, String what, String reason) {
        long now = System.nanoTime();
        long next = nextNanos.get();
        if (now - next < 0 || !nextNanos.compareAndSet(next, now + PAUSE_NANOS)) {
            unsaid.increment();
            return;
        }
        LOG.warn(
                "The handler {} {}: {} ({} more such outcomes since the last of these lines)",
                what,
                record.coordinates(),
                reason,
                unsaid.sumThenReset());
    }
}
