package dev.pollux.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.scaling.GroupView;
import dev.pollux.scaling.PartitionLag;
import dev.pollux.testkit.Promtool;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupGaugesTest {
    private static final List<PartitionLag> PARTITIONS = List.of(
            new PartitionLag("a", 0, 0, 10, 10, 2.5, 1, false),
            new PartitionLag("a", 1, 0, 5, 5, 7.5, 1, false),
            new PartitionLag("a", 2, -1, 5, -1, 0, 1, false),
            new PartitionLag("b", 0, 5, 5, 0, 0, 1, false),
            new PartitionLag("c", 0, -1, 5, -1, 0, 1, false));

    private final Metrics metrics = new Metrics(new BuildInfo("1.2.3", "4.4.0", "25.0.1"));
    private final AtomicReference<GroupView> view = new AtomicReference<>(GroupView.NONE);

    GroupGaugesTest() {
        metrics.bindGroup(view::get);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void recordsAreAddedUpAndTheLongestWaitCounts() throws Exception {
        view.set(new GroupView(System.currentTimeMillis(), PARTITIONS, OptionalInt.of(3), Optional.empty()));
        assertThat(lines())
                .contains(
                        "pollux_group_lag_records{topic=\"a\"} 15.0",
                        "pollux_group_lag_records{topic=\"b\"} 0.0",
                        "pollux_group_lag_seconds{topic=\"a\"} 7.5",
                        "pollux_group_lag_seconds{topic=\"b\"} 0.0",
                        "pollux_replicas_wanted 3.0")
                .contains("pollux_group_partitions{topic=\"a\"} 3.0", "pollux_group_partitions{topic=\"c\"} 1.0")
                .as("where nobody knows, nobody says")
                .noneMatch(
                        line -> line.contains("lag_records{topic=\"c\"") || line.contains("lag_seconds{topic=\"c\""));
        assertThat(Promtool.complaints(metrics.scrape(null).text())).isEmpty();
    }

    @Test
    void whatIsOldIsNotShownAsNewAndTheDecisionHolds() {
        view.set(new GroupView(System.currentTimeMillis() - 50_000, PARTITIONS, OptionalInt.of(3), Optional.empty()));
        assertThat(lines())
                .contains("pollux_replicas_wanted 3.0")
                .anyMatch(line -> line.startsWith("pollux_group_lag_age_seconds 5"))
                .noneMatch(line -> line.matches("pollux_group_(lag_records|lag_seconds|partitions).*"));
    }

    @Test
    void beforeTheFirstLookThereIsNothing() {
        assertThat(lines()).noneMatch(line -> line.contains("pollux_group_lag") || line.contains("replicas_wanted"));
    }

    private List<String> lines() {
        return metrics.scrape(null).text().lines().toList();
    }
}
