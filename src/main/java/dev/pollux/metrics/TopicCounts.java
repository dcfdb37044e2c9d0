package dev.pollux.metrics;

import dev.pollux.api.Delivery;
import dev.pollux.engine.Listener.HandlerOutcome;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.engine.Timestamps;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted for one topic. Any thread may count; the maps are not changed after construction.
 */
final class TopicCounts {
    /** From a handler that does next to nothing to one past its default time-out. */
    private static final double[] HANDLER_SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };
    /** From 1 ms, as fine as record timestamps are, to an hour. */
    private static final double[] END_TO_END_SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600
    };

    private final PerConstant<RecordOutcome, LongAdder> records =
            new PerConstant<>(RecordOutcome.class, LongAdder::new);
    private final PerConstant<HandlerOutcome, Histogram> handler =
            new PerConstant<>(HandlerOutcome.class, () -> new Histogram(TimeUnit.NANOSECONDS, HANDLER_SECONDS));
    private final Histogram endToEnd = new Histogram(TimeUnit.MILLISECONDS, END_TO_END_SECONDS);

    PerConstant<RecordOutcome, LongAdder> records() {
        return records;
    }

    PerConstant<HandlerOutcome, Histogram> handler() {
        return handler;
    }

    Histogram endToEnd() {
        return endToEnd;
    }

    /** A run took {@code nanos} in the handler: as many observations of the mean. */
    void handled(int count, HandlerOutcome outcome, long nanos) {
        Histogram histogram = handler.get(outcome);
        histogram.add(histogram.bucket(nanos / count), count, nanos);
    }

    /**
     * The handler accepted these at {@code nowMillis}. The records of a run are mostly of the same age, so they are looked at one by
     * one only where they are not. A producer's clock that is ahead counts as no time; records without a timestamp
     * (message format 0) are left out.
     */
    void accepted(List<Delivery<byte[], byte[]>> run, Timestamps timestamps, long nowMillis) {
        int count = timestamps.count();
        if (count == 0) {
            return;
        }
        int oldest = endToEnd.bucket(nowMillis - timestamps.least());
        if (timestamps.most() <= nowMillis && endToEnd.bucket(nowMillis - timestamps.most()) == oldest) {
            endToEnd.add(oldest, count, count * nowMillis - timestamps.sum());
        } else {
            accepted(run, nowMillis);
        }
    }

    /** The bucket is looked up only where it changes. */
    private void accepted(List<Delivery<byte[], byte[]>> run, long nowMillis) {
        int bucket = 0;
        int pending = 0;
        long total = 0;
        for (Delivery<byte[], byte[]> delivery : run) {
            if (delivery.timestamp() < 0) {
                continue;
            }
            long age = Math.max(0, nowMillis - delivery.timestamp());
            if (age > endToEnd.upperBound(bucket) || age < endToEnd.lowerBound(bucket)) {
                endToEnd.add(bucket, pending, total);
                bucket = endToEnd.bucket(age);
                pending = 0;
                total = 0;
            }
            pending++;
            total += age;
        }
        endToEnd.add(bucket, pending, total);
    }
}
