package dev.pollux.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.EngineView.PartitionView;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagAgeTest {
    private static final long NOW = 1_800_000_000_000L;

    private final LagAge age = new LagAge();

    @Test
    void isTheAgeOfTheOldestRecordInHand() {
        assertThat(age.seconds(partition(10, NOW - 2500), 20, NOW)).isEqualTo(2.5);
    }

    @Test
    void isNoneWhenTheProducersClockIsAhead() {
        assertThat(age.seconds(partition(10, NOW + 2500), 20, NOW)).isZero();
    }

    @Test
    void isNoneWhenEverythingIsFinishedOrNothingIsKnown() {
        assertThat(age.seconds(partition(20, -1), 20, NOW)).isZero();
        assertThat(age.seconds(partition(-1, -1), 20, NOW)).isZero();
        assertThat(age.seconds(partition(20, -1), -1, NOW)).isZero();
    }

    @Test
    void growsWhileRecordsWaitAtTheBrokerAndNoneIsFetched() {
        assertThat(age.seconds(partition(10, -1), 20, NOW)).isZero();
        assertThat(age.seconds(partition(10, -1), 20, NOW + 15_000)).isEqualTo(15);
        assertThat(age.seconds(partition(10, -1), 25, NOW + 30_000)).isEqualTo(30);
        assertThat(age.seconds(partition(11, -1), 25, NOW + 45_000))
                .as("moved on since")
                .isZero();
    }

    @Test
    void forgetsAPartitionThatWentAway() {
        assertThat(age.seconds(partition(10, -1), 20, NOW)).isZero();
        age.keepOnly(List.of());
        assertThat(age.seconds(partition(10, -1), 20, NOW + 15_000)).isZero();
    }

    private static PartitionView partition(long position, long oldestTimestamp) {
        return new PartitionView("t", 0, position, position, position, 0, 0, oldestTimestamp, false);
    }
}
