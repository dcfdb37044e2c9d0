package dev.pollux.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupLagTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final TopicPartition A0 = new TopicPartition("a", 0);
    private static final TopicPartition A1 = new TopicPartition("a", 1);
    private static final Duration PRECISE = Duration.ofSeconds(15);

    private final GroupLag lag = new GroupLag();

    @Test
    void countsWhatHasNoCommitFromWhereTheGroupWouldBegin() {
        see(0, Map.of(A0, new PartitionOffsets(-1, 3, 10), A1, new PartitionOffsets(-1, -1, 10)));
        assertThat(lag.partitions()).extracting(PartitionLag::records).containsExactly(7L, -1L);
        assertThat(lag.partitions().get(1).seconds()).as("nobody knows").isZero();
    }

    @Test
    void asksOnceForTheRateOfEachPartitionAndThenOnlyForWhatWaits() {
        see(0, Map.of(A0, at(10, 10), A1, at(4, 10)));
        assertThat(lag.questions(PRECISE)).containsOnly(Map.entry(A0, NOW - 60_000), Map.entry(A1, NOW - 60_000));
        lag.learned(A0, NOW - 60_000, 7);
        lag.learned(A1, NOW - 60_000, 7);
        assertThat(lag.partitions()).extracting(PartitionLag::arrivalsPerSecond).containsExactly(0.05, 0.05);
        assertThat(lag.questions(PRECISE)).as("what waits is older").containsOnlyKeys(A1);
        lag.learned(A1, NOW - 480_000, 4);
        lag.learned(A1, NOW - 270_000, 4);
        lag.learned(A1, NOW - 165_000, 4);
        lag.learned(A1, NOW - 90_000, 4);
        lag.learned(A1, NOW - 70_000, 4);
        assertThat(lag.questions(PRECISE)).isEmpty();
        assertThat(lag.partitions().get(1).seconds()).isBetween(60.0, 70.0);
        see(10, Map.of(A0, at(11, 11), A1, at(4, 11)));
        assertThat(lag.questions(PRECISE)).isEmpty();
        assertThat(lag.partitions().get(1).seconds()).isBetween(70.0, 80.0);
    }

    @Test
    void aLeapCountsBeforeItIsAMinuteOld() {
        for (int second = 0; second <= 60; second += 10) {
            see(second, Map.of(A0, at(0, second)));
        }
        see(70, Map.of(A0, at(0, 60 + 1000)));
        assertThat(lag.partitions().getFirst().arrivalsPerSecond())
                .as("1,000 less twice their root, in 10 s")
                .isBetween(93.0, 94.0);
    }

    @Test
    void aFewRecordsMoreThanUsualAreChance() {
        for (int second = 0; second <= 60; second += 10) {
            see(second, Map.of(A0, at(0, second / 10)));
        }
        see(70, Map.of(A0, at(0, 6 + 4)));
        assertThat(lag.partitions().getFirst().arrivalsPerSecond())
                .as("9 within the last minute")
                .isEqualTo(0.15);
    }

    @Test
    void aPartitionIsStuckWhereNothingWasFinishedForAMinute() {
        see(0, Map.of(A0, at(3, 10), A1, at(10, 10)));
        see(50, Map.of(A0, at(3, 20), A1, at(10, 10)));
        assertThat(lag.partitions()).extracting(PartitionLag::stuck).containsExactly(false, false);
        see(60, Map.of(A0, at(3, 20), A1, at(10, 10)));
        assertThat(lag.partitions())
                .as("one that has nothing to do is not")
                .extracting(PartitionLag::stuck)
                .containsExactly(true, false);
        see(70, Map.of(A0, at(4, 20), A1, at(10, 10)));
        assertThat(lag.partitions()).extracting(PartitionLag::stuck).containsExactly(false, false);
    }

    @Test
    void forgetsWhatIsDeleted() {
        see(0, Map.of(A0, at(3, 10), A1, at(3, 10)));
        see(10, Map.of(A0, at(3, 10)));
        assertThat(lag.partitions()).extracting(PartitionLag::partition).containsExactly(0);
        see(20, Map.of(A0, at(3, 10), A1, at(0, 2)));
        assertThat(lag.partitions().get(1).arrivalsPerSecond()).isEqualTo(-1);
    }

    private void see(int second, Map<TopicPartition, PartitionOffsets> partitions) {
        lag.saw(new GroupOffsets(NOW + second * 1000L, new HashMap<>(partitions)));
    }

    private static PartitionOffsets at(long committed, long end) {
        return new PartitionOffsets(committed, committed, end);
    }
}
