package dev.pollux.metrics;

import dev.pollux.engine.CircuitState;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Lag;
import dev.pollux.engine.MemberView;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/**
 * What the worker looks like now, made from one snapshot for each scrape, so that the figures of a scrape agree with each
 * other and a partition's series end with its assignment. For one thread at a time.
 */
final class Gauges {
    private final LagAge lagAge = new LagAge();

    List<MetricSnapshot> families(EngineView engine, MemberView member, long nowMillis) {
        List<PartitionView> partitions = engine.partitions();
        Lag lag = Lag.behind(member);
        return List.of(
                lagRecords(partitions, lag),
                lagSeconds(partitions, lag, nowMillis),
                gauge(
                        "pollux_in_flight_records",
                        "Records handed to the handler and not completed.",
                        engine.inFlightRecords()),
                gauge("pollux_buffered_records", "Records fetched and not finished.", engine.bufferedRecords()),
                gauge("pollux_buffered_bytes", "Serialized size of the records fetched and not finished.", (double)
                        engine.bufferedBytes()),
                gauge("pollux_partitions_assigned", "Partitions assigned to this member.", partitions.size()),
                gauge(
                        "pollux_partitions_paused",
                        "Assigned partitions that are not fetched: for want of room, or because a person asked for it.",
                        (double) partitions.stream()
                                .filter(PartitionView::paused)
                                .count()),
                gauge(
                        "pollux_circuit_open",
                        "1 while the destination is left alone because it cannot be reached, else 0.",
                        engine.circuit() == CircuitState.CLOSED ? 0 : 1),
                gauge(
                        "pollux_poll_age_seconds",
                        "Time since the consumer was last polled or its poll returned.",
                        member.pollAgeSeconds()));
    }

    private static GaugeSnapshot lagRecords(List<PartitionView> partitions, Lag lag) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder()
                .name("pollux_lag_records")
                .help("Records between the committed offset and the end of an assigned partition.");
        for (PartitionView partition : partitions) {
            lag.records(partition).ifPresent(records -> family.dataPoint(point(partition, (double) records)));
        }
        return family.build();
    }

    private GaugeSnapshot lagSeconds(List<PartitionView> partitions, Lag lag, long nowMillis) {
        lagAge.keepOnly(partitions);
        GaugeSnapshot.Builder family = GaugeSnapshot.builder()
                .name("pollux_lag_seconds")
                .help("Age of the oldest record that an assigned partition still has to finish.");
        for (PartitionView partition : partitions) {
            long end = lag.end(partition).orElse(-1);
            family.dataPoint(point(partition, lagAge.seconds(partition, end, nowMillis)));
        }
        return family.build();
    }

    private static GaugeDataPointSnapshot point(PartitionView partition, double value) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of("topic", partition.topic(), "partition", Integer.toString(partition.partition())))
                .value(value)
                .build();
    }

    /** One value without labels. */
    static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}
