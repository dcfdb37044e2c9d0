package dev.pollux.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Counts durations in buckets, many at a time: the library's histograms take one call for each observation, which is too
 * dear at millions of records a second.
 *
 * <p>Any thread may add. A reader sees a count that is the sum of the buckets it saw; the sum of the durations may be a
 * run ahead of it or behind.
 */
final class Histogram {
    /** Upper bounds of the buckets, inclusive, ascending, in units. */
    private final long[] bounds;

    private final long unitsPerSecond;
    /** One for each bound, and one for what is above them all. */
    private final LongAdder[] counts;

    private final LongAdder sum = new LongAdder();

    /**
     * @param unit how finely it counts
     * @param seconds the upper bounds of the buckets, ascending
     */
    Histogram(TimeUnit unit, double... seconds) {
        unitsPerSecond = unit.convert(1, TimeUnit.SECONDS);
        bounds = Arrays.stream(seconds)
                .mapToLong(bound -> Math.round(bound * unitsPerSecond))
                .toArray();
        counts = Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
    }

    /** The bucket that a duration belongs to, from 0. */
    int bucket(long duration) {
        int found = Arrays.binarySearch(bounds, duration);
        return found >= 0 ? found : -found - 1;
    }

    /** The longest duration of a bucket. */
    long upperBound(int bucket) {
        return bucket < bounds.length ? bounds[bucket] : Long.MAX_VALUE;
    }

    /** The shortest duration of a bucket. */
    long lowerBound(int bucket) {
        return bucket == 0 ? Long.MIN_VALUE : bounds[bucket - 1] + 1;
    }

    /** Adds {@code count} observations of one bucket, {@code total} long together. */
    void add(int bucket, long count, long total) {
        counts[bucket].add(count);
        sum.add(total);
    }

    HistogramDataPointSnapshot snapshot(Labels labels) {
        double[] seconds = DoubleStream.concat(
                        Arrays.stream(bounds).mapToDouble(this::inSeconds), DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray();
        long[] each = Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(seconds, each))
                .sum(inSeconds(sum.sum()))
                .build();
    }

    private double inSeconds(long units) {
        return (double) units / unitsPerSecond;
    }
}
