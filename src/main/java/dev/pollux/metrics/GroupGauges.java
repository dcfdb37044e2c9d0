package dev.pollux.metrics;

import dev.pollux.scaling.GroupView;
import dev.pollux.scaling.PartitionLag;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The whole group, as it was at the last look. When looks came to nothing for a while, the lag is left out, for what is not known must
 * not look as if it were; how many members are wanted is a decision, which holds.
 */
final class GroupGauges {
    private GroupGauges() {}

    static List<MetricSnapshot> families(GroupView group, long nowMillis) {
        List<MetricSnapshot> families = new ArrayList<>();
        if (group.millis() < 0) {
            return families;
        }
        families.add(gauge(
                "pollux_group_lag_age_seconds",
                "Time since the brokers last said where the group stands.",
                Math.max(0, nowMillis - group.millis()) / 1000.0));
        group.replicasWanted()
                .ifPresent(wanted -> families.add(gauge(
                        "pollux_replicas_wanted",
                        "Members that the group needs to hold today's arrival rate and work off today's lag in time.",
                        wanted)));
        if (group.isFresh(nowMillis)) {
            families.add(byTopic(
                    "pollux_group_partitions",
                    "Partitions of the topics that the group reads.",
                    group.partitions(),
                    _ -> 1,
                    false));
            List<PartitionLag> known = group.partitions().stream()
                    .filter(partition -> partition.records() >= 0)
                    .toList();
            families.add(byTopic(
                    "pollux_group_lag_records",
                    "Records between the group's committed offsets and the ends of all partitions.",
                    known,
                    PartitionLag::records,
                    false));
            families.add(byTopic(
                    "pollux_group_lag_seconds",
                    "How long the oldest record has waited that the group still has to finish.",
                    known,
                    PartitionLag::seconds,
                    true));
        }
        return families;
    }

    private static GaugeSnapshot byTopic(
            String name,
            String help,
            List<PartitionLag> partitions,
            ToDoubleFunction<PartitionLag> value,
            boolean largest) {
        Map<String, Double> values = new TreeMap<>();
        for (PartitionLag partition : partitions) {
            double own = value.applyAsDouble(partition);
            values.merge(partition.topic(), own, largest ? Math::max : Double::sum);
        }
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((topic, sum) -> family.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of("topic", topic))
                .value(sum)
                .build()));
        return family.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}
