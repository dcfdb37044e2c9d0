package dev.pollux.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.EngineView.PartitionView;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagAgeTest {
    private static final long NOW = 1_800_000_000_000L;

    private final LagAge age = new LagAge();

    @Test
    void is_the_age_of_the_oldest_record_in_hand() {
        assertThat(age.seconds(partition(10, NOW - 2500), 20, NOW)).isEqualTo(2.5);
    }

    @Test
    void is_none_when_the_producers_clock_is_ahead() {
        assertThat(age.seconds(partition(10, NOW + 2500), 20, NOW)).isZero();
    }

    @Test
    void is_none_when_everything_is_finished_or_nothing_is_known() {
        assertThat(age.seconds(partition(20, -1), 20, NOW)).isZero();
        assertThat(age.seconds(partition(-1, -1), 20, NOW)).isZero();
        assertThat(age.seconds(partition(20, -1), -1, NOW)).isZero();
    }

    @Test
    void grows_while_records_wait_at_the_broker_and_none_is_fetched() {
        assertThat(age.seconds(partition(10, -1), 20, NOW)).isZero();
        assertThat(age.seconds(partition(10, -1), 20, NOW + 15_000)).isEqualTo(15);
        assertThat(age.seconds(partition(10, -1), 25, NOW + 30_000)).isEqualTo(30);
        assertThat(age.seconds(partition(11, -1), 25, NOW + 45_000))
                .as("moved on since")
                .isZero();
    }

    @Test
    void forgets_a_partition_that_went_away() {
        assertThat(age.seconds(partition(10, -1), 20, NOW)).isZero();
        age.keepOnly(List.of());
        assertThat(age.seconds(partition(10, -1), 20, NOW + 15_000)).isZero();
    }

    private static PartitionView partition(long position, long oldestTimestamp) {
        return new PartitionView("t", 0, position, position, position, 0, 0, oldestTimestamp, false);
    }
}
