package dev.pollux.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Delivery;
import dev.pollux.engine.CircuitState;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Listener.CommitOutcome;
import dev.pollux.engine.Listener.HandlerOutcome;
import dev.pollux.engine.Listener.Rebalance;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.engine.MemberView;
import dev.pollux.engine.MemberView.EndOffset;
import dev.pollux.engine.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final EngineView EMPTY = new EngineView(List.of(), 0, 0, 0, CircuitState.CLOSED, false);

    private final Metrics metrics = new Metrics(new BuildInfo("1.2.3", "4.4.0", "25.0.1"));
    private final AtomicReference<EngineView> engine = new AtomicReference<>(EMPTY);
    private final AtomicInteger snapshots = new AtomicInteger();

    MetricsTest() {
        MemberView member = new MemberView(
                "g",
                "m",
                "",
                true,
                null,
                null,
                0.25,
                List.of(new EndOffset("orders", 0, 20), new EndOffset("orders", 1, 5)));
        metrics.bindViews(
                () -> {
                    snapshots.incrementAndGet();
                    return engine.get();
                },
                () -> member);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void countsWhatBecameOfRecordsCommitsAndRebalances() {
        metrics.settled("orders", RecordOutcome.ACCEPTED, 512);
        metrics.settled("orders", RecordOutcome.ACCEPTED, 1);
        metrics.settled("payments", RecordOutcome.ACCEPTED, 2);
        metrics.settled("orders", RecordOutcome.DEAD_LETTERED, 3);
        metrics.rebalanced(Rebalance.LOST, 4);
        metrics.committed(CommitOutcome.FAILED, 1_500_000_000);

        assertThat(lines())
                .contains(
                        "pollux_records_total{outcome=\"accepted\",topic=\"orders\"} 513.0",
                        "pollux_records_total{outcome=\"accepted\",topic=\"payments\"} 2.0",
                        "pollux_records_total{outcome=\"dead_lettered\",topic=\"orders\"} 3.0",
                        "pollux_records_total{outcome=\"released\",topic=\"orders\"} 0.0",
                        "pollux_records_total{outcome=\"skipped\",topic=\"orders\"} 0.0",
                        "pollux_rebalances_total{event=\"assigned\"} 0.0",
                        "pollux_rebalances_total{event=\"revoked\"} 0.0",
                        "pollux_rebalances_total{event=\"lost\"} 1.0",
                        "pollux_commits_total{outcome=\"ok\"} 0.0",
                        "pollux_commits_total{outcome=\"failed\"} 1.0",
                        "pollux_commit_seconds_bucket{outcome=\"failed\",le=\"1.0\"} 0",
                        "pollux_commit_seconds_bucket{outcome=\"failed\",le=\"2.5\"} 1",
                        "pollux_commit_seconds_sum{outcome=\"failed\"} 1.5",
                        "pollux_build_info{java=\"25.0.1\",kafka_client=\"4.4.0\",version=\"1.2.3\"} 1");
        assertThat(metrics.records(RecordOutcome.ACCEPTED)).isEqualTo(515);
    }

    @Test
    void aRunIsAsManyObservationsOfItsMean() {
        handle(metrics, run("orders", 0, 0, 0, 0), HandlerOutcome.REJECTED, 8_000_000);

        assertThat(lines())
                .contains(
                        "pollux_handler_seconds_bucket{outcome=\"rejected\",topic=\"orders\",le=\"0.001\"} 0",
                        "pollux_handler_seconds_bucket{outcome=\"rejected\",topic=\"orders\",le=\"0.0025\"} 4",
                        "pollux_handler_seconds_bucket{outcome=\"rejected\",topic=\"orders\",le=\"+Inf\"} 4",
                        "pollux_handler_seconds_count{outcome=\"rejected\",topic=\"orders\"} 4",
                        "pollux_handler_seconds_sum{outcome=\"rejected\",topic=\"orders\"} 0.008",
                        "pollux_handler_seconds_count{outcome=\"accepted\",topic=\"orders\"} 0",
                        "pollux_end_to_end_seconds_count{topic=\"orders\"} 0");
    }

    @Test
    void endToEndIsEachRecordsOwnAge() {
        long now = System.currentTimeMillis();
        // A clock that is ahead, two of the same age, an hour and a half, and one without a timestamp.
        handle(
                metrics,
                run("orders", now + 60_000, now - 20_000, now - 20_000, now - 5_400_000, -1),
                HandlerOutcome.ACCEPTED,
                1000);

        assertThat(lines())
                .contains(
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"0.001\"} 1",
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"10.0\"} 1",
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"30.0\"} 3",
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"3600.0\"} 3",
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"+Inf\"} 4",
                        "pollux_end_to_end_seconds_count{topic=\"orders\"} 4");
        assertThat(value("pollux_end_to_end_seconds_sum{topic=\"orders\"}")).isBetween(5440.0, 5450.0);
    }

    @Test
    void recordsOfAboutOneAgeAreAddedTogether() {
        long now = System.currentTimeMillis();
        handle(metrics, run("orders", now - 20_000, -1, now - 25_000), HandlerOutcome.ACCEPTED, 1000);

        assertThat(lines())
                .contains(
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"10.0\"} 0",
                        "pollux_end_to_end_seconds_bucket{topic=\"orders\",le=\"30.0\"} 2",
                        "pollux_end_to_end_seconds_count{topic=\"orders\"} 2");
        assertThat(value("pollux_end_to_end_seconds_sum{topic=\"orders\"}")).isBetween(45.0, 49.0);
    }

    @Test
    void threadsAndScrapesSideBySideLoseNothing() throws Exception {
        int threads = 4;
        int runs = 5_000;
        List<Delivery<byte[], byte[]>> run = run(
                "orders",
                LongStream.range(0, 20)
                        .map(i -> System.currentTimeMillis() - i * 100)
                        .toArray());
        List<Callable<Void>> writers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            writers.add(() -> {
                for (int i = 0; i < runs; i++) {
                    handle(metrics, run, HandlerOutcome.ACCEPTED, 20_000);
                    metrics.settled("orders", RecordOutcome.ACCEPTED, run.size());
                }
                return null;
            });
        }
        writers.add(() -> {
            for (int i = 0; i < 20; i++) {
                assertThat(metrics.scrape(null).text()).contains("pollux_records_total");
            }
            return null;
        });
        try (var executor = Executors.newFixedThreadPool(threads + 1)) {
            for (var writer : executor.invokeAll(writers)) {
                writer.get();
            }
        }

        double expected = (double) threads * runs * run.size();
        assertThat(metrics.records(RecordOutcome.ACCEPTED)).isEqualTo((long) expected);
        assertThat(value("pollux_handler_seconds_count{outcome=\"accepted\",topic=\"orders\"}"))
                .isEqualTo(expected);
        assertThat(value("pollux_end_to_end_seconds_count{topic=\"orders\"}")).isEqualTo(expected);
        assertThat(buckets("pollux_end_to_end_seconds_bucket"))
                .isSorted()
                .last()
                .isEqualTo(expected);
    }

    @Test
    void gaugesShowOneSnapshotAndGoWithTheirPartition() {
        engine.set(new EngineView(
                List.of(
                        new PartitionView("orders", 0, 15, 9, 8, 2, 6, System.currentTimeMillis() - 60_000, true),
                        new PartitionView("orders", 1, -1, -1, -1, 0, 0, -1, false)),
                2,
                6,
                600,
                CircuitState.OPEN,
                false));
        assertThat(lines())
                .contains(
                        "pollux_lag_records{partition=\"0\",topic=\"orders\"} 12.0",
                        "pollux_lag_seconds{partition=\"1\",topic=\"orders\"} 0.0",
                        "pollux_in_flight_records 2.0",
                        "pollux_buffered_records 6.0",
                        "pollux_buffered_bytes 600.0",
                        "pollux_partitions_assigned 2.0",
                        "pollux_partitions_paused 1.0",
                        "pollux_circuit_open 1.0",
                        "pollux_poll_age_seconds 0.25",
                        "pollux_records_total{outcome=\"accepted\",topic=\"orders\"} 0.0")
                .noneMatch(line -> line.startsWith("pollux_lag_records{partition=\"1\""));
        assertThat(value("pollux_lag_seconds{partition=\"0\",topic=\"orders\"}"))
                .isBetween(60.0, 70.0);
        assertThat(snapshots).as("one for each of the two scrapes").hasValue(2);

        engine.set(EMPTY);
        assertThat(lines())
                .contains("pollux_partitions_assigned 0.0", "pollux_in_flight_records 0.0")
                .contains("pollux_records_total{outcome=\"accepted\",topic=\"orders\"} 0.0")
                .noneMatch(line -> line.startsWith("pollux_lag"));
    }

    @Test
    void answersInOpenMetricsWhenAskedTo() {
        assertThat(metrics.scrape(null).contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.scrape("*/*").contentType()).startsWith("text/plain; version=0.0.4");

        Exposition open =
                metrics.scrape("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2");

        assertThat(open.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.text())
                .contains("# TYPE pollux_build info", "# TYPE pollux_rebalances counter")
                .endsWith("# EOF\n");
    }

    private List<String> lines() {
        return metrics.scrape(null).text().lines().toList();
    }

    private double value(String series) {
        return lines().stream()
                .filter(line -> line.startsWith(series + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private List<Double> buckets(String name) {
        return lines().stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    static void handle(Metrics metrics, List<Delivery<byte[], byte[]>> run, HandlerOutcome outcome, long nanos) {
        metrics.handled(run, Timestamps.of(run), outcome, nanos);
    }

    static List<Delivery<byte[], byte[]>> run(String topic, long... timestamps) {
        List<Delivery<byte[], byte[]>> run = new ArrayList<>();
        for (long timestamp : timestamps) {
            run.add(new Delivery<>(topic, 0, run.size(), timestamp, null, null, new RecordHeaders(), 1));
        }
        return run;
    }
}
