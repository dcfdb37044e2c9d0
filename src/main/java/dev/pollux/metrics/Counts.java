package dev.pollux.metrics;

import dev.pollux.api.Delivery;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Timestamps;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Everything that only grows: records, handler times, rebalances and commits. Counts survive their partitions, as
 * counters have to.
 */
final class Counts implements Listener {
    /** Commits take from one round trip to the client's time-out of a minute. */
    private static final double[] COMMIT_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final ConcurrentHashMap<String, TopicCounts> topics = new ConcurrentHashMap<>();
    private final PerConstant<Rebalance, LongAdder> rebalances = new PerConstant<>(Rebalance.class, LongAdder::new);
    private final PerConstant<CommitOutcome, LongAdder> commits =
            new PerConstant<>(CommitOutcome.class, LongAdder::new);
    private final PerConstant<CommitOutcome, Histogram> commitTimes =
            new PerConstant<>(CommitOutcome.class, () -> new Histogram(TimeUnit.NANOSECONDS, COMMIT_SECONDS));

    @Override
    public void handled(
            List<Delivery<byte[], byte[]>> records, Timestamps timestamps, HandlerOutcome outcome, long nanos) {
        TopicCounts topic = topic(records.getFirst().topic());
        topic.handled(records.size(), outcome, nanos);
        if (outcome == HandlerOutcome.ACCEPTED) {
            topic.accepted(records, timestamps, System.currentTimeMillis());
        }
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        topic(topic).records().get(outcome).add(count);
    }

    @Override
    public void rebalanced(Rebalance event, int partitions) {
        rebalances.get(event).increment();
    }

    @Override
    public void committed(CommitOutcome outcome, long nanos) {
        commits.get(outcome).increment();
        Histogram times = commitTimes.get(outcome);
        times.add(times.bucket(nanos), 1, nanos);
    }

    /** Starts a topic's series at zero, so that its first record is seen as an increase. */
    void begin(String topic) {
        topic(topic);
    }

    /** Records of all topics. */
    long records(RecordOutcome outcome) {
        return topics.values().stream()
                .mapToLong(topic -> topic.records().get(outcome).sum())
                .sum();
    }

    private TopicCounts topic(String topic) {
        TopicCounts known = topics.get(topic);
        return known != null ? known : topics.computeIfAbsent(topic, name -> new TopicCounts());
    }

    List<MetricSnapshot> families() {
        CounterSnapshot.Builder records = counter(
                "pollux_records", "Records settled: accepted, released to come again, dead-lettered or skipped.");
        HistogramSnapshot.Builder handler = histogram(
                "pollux_handler_seconds", "Time a record spent in its handler; the mean of a run handed over at once.");
        HistogramSnapshot.Builder endToEnd =
                histogram("pollux_end_to_end_seconds", "Time from a record's timestamp until its handler accepted it.");
        new TreeMap<>(topics).forEach((topic, counts) -> {
            counts.records()
                    .forEach((outcome, count) ->
                            records.dataPoint(point(Labels.of("topic", topic, "outcome", outcome), count)));
            counts.handler()
                    .forEach((outcome, times) ->
                            handler.dataPoint(times.snapshot(Labels.of("topic", topic, "outcome", outcome))));
            endToEnd.dataPoint(counts.endToEnd().snapshot(Labels.of("topic", topic)));
        });
        CounterSnapshot.Builder rebalanced =
                counter("pollux_rebalances", "Times the group assigned partitions to this member or took some away.");
        rebalances.forEach((event, count) -> rebalanced.dataPoint(point(Labels.of("event", event), count)));
        CounterSnapshot.Builder committed = counter("pollux_commits", "Offset commits that ended, by how they ended.");
        commits.forEach((outcome, count) -> committed.dataPoint(point(Labels.of("outcome", outcome), count)));
        HistogramSnapshot.Builder took = histogram("pollux_commit_seconds", "Time an offset commit took.");
        commitTimes.forEach((outcome, times) -> took.dataPoint(times.snapshot(Labels.of("outcome", outcome))));
        return List.of(
                records.build(),
                handler.build(),
                endToEnd.build(),
                rebalanced.build(),
                committed.build(),
                took.build());
    }

    private static CounterSnapshot.Builder counter(String name, String help) {
        return CounterSnapshot.builder().name(name).help(help);
    }

    private static HistogramSnapshot.Builder histogram(String name, String help) {
        return HistogramSnapshot.builder().name(name).help(help);
    }

    private static CounterDataPointSnapshot point(Labels labels, LongAdder count) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) count.sum())
                .build();
    }
}
