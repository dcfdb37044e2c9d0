package dev.pollux.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram(TimeUnit.MILLISECONDS, 0.001, 0.01, 0.1);

    @Test
    void boundsAreInclusive() {
        assertThat(List.of(0L, 1L, 2L, 10L, 11L, 100L, 101L, Long.MAX_VALUE))
                .extracting(histogram::bucket)
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
        for (int bucket = 0; bucket < 4; bucket++) {
            assertThat(histogram.bucket(histogram.lowerBound(bucket))).isEqualTo(bucket);
            assertThat(histogram.bucket(histogram.upperBound(bucket))).isEqualTo(bucket);
        }
    }

    @Test
    void severalThreadsLoseNothing() throws Exception {
        int threads = 4;
        int rounds = 100_000;
        List<Callable<Void>> writers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            writers.add(() -> {
                for (int round = 0; round < rounds; round++) {
                    long millis = round % 200;
                    histogram.add(histogram.bucket(millis), 3, 3 * millis);
                }
                return null;
            });
        }
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (var writer : executor.invokeAll(writers)) {
                writer.get();
            }
        }

        HistogramDataPointSnapshot point = histogram.snapshot(Labels.EMPTY);

        long each = (long) threads * rounds / 200 * 3;
        assertThat(point.getCount()).isEqualTo(200 * each);
        assertThat(point.getSum()).isEqualTo(199 * 200 / 2 * each / 1000.0);
        assertThat(point.getClassicBuckets().stream().map(bucket -> bucket.getCount()))
                .containsExactly(2 * each, 9 * each, 90 * each, 99 * each);
    }
}
