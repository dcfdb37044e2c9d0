package dev.pollux.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A member can do 1,000 records a second; the drain target is 100 s. */
class ReplicasPolicyTest {
    private static final Capacity.Estimate CAPACITY = new Capacity.Estimate(1000, true);

    private final ReplicasPolicy policy = new ReplicasPolicy(new ScalingSettings(Duration.ofSeconds(100)));
    private long millis = 1_800_000_000_000L;

    @Test
    void holdsTheArrivalRateWithRoomToSpare() {
        assertThat(wanted(even(64, 6_000, 0))).as("6,000 of 0.9 × 1,000").hasValue(7);
    }

    @Test
    void worksOffTheLagBesideItWithinTheTarget() {
        assertThat(wanted(even(64, 2_000, 400_000))).as("2,000 and 4,000").hasValue(7);
    }

    @Test
    void aimsAboveWhatTheAutoscalerTolerates() {
        assertThat(wanted(even(64, 53_000, 0))).as("59 would be enough").hasValue(64);
        assertThat(new Autoscaler(64).replicas(0, 58, 64, 1))
                .as("from the step below")
                .isEqualTo(64);
    }

    @Test
    void neverWantsMoreThanPartitionsOrLessThanOne() {
        assertThat(wanted(even(12, 1e9, Long.MAX_VALUE / 100))).hasValue(12);
        millis += 600_000;
        assertThat(wanted(even(12, 0, 0))).hasValue(1);
        assertThat(wanted(even(12, 0.001, 0))).hasValue(1);
    }

    @Test
    void aPartitionMoreIsNotTooMuchForAnyMember() {
        // 8 members would do by the sum, but four of them would have two partitions with 600 each.
        assertThat(wanted(even(12, 12 * 600 * 0.9, 0))).as("two of 540 are").hasValue(8);
        millis += 600_000;
        assertThat(new ReplicasPolicy(new ScalingSettings(Duration.ofSeconds(100)))
                        .wanted(even(12, 12 * 600, 0), CAPACITY, false, millis))
                .hasValue(12);
    }

    @Test
    void aHotPartitionGetsAMemberOfItsOwn() {
        List<PartitionLag> partitions = new ArrayList<>(even(11, 2_200, 0));
        partitions.add(partition(11, 5_000, 100_000, false));
        assertThat(wanted(partitions)).hasValue(12);
    }

    @Test
    void lagIsNotWorthAMemberForEachPartitionBeforeItIsOverdue() {
        // 13,600 a second; who has two partitions has 1,133.
        assertThat(wanted(even(24, 10_000, 360_000, 60))).hasValue(17);
        look(10);
        assertThat(wanted(even(24, 10_000, 360_000, 101)))
                .as("longer than the drain target")
                .hasValue(24);
    }

    @Test
    void aStuckPartitionAsksForNobody() {
        List<PartitionLag> partitions = new ArrayList<>(even(11, 1_100, 0));
        partitions.add(partition(11, 100, 10_000_000, true));
        assertThat(wanted(partitions)).hasValue(2);
    }

    @Test
    void outAtOnceAndInWhenFewerWouldHaveDoneForHalfAMinute() {
        assertThat(wanted(even(64, 6_500, 0))).hasValue(8);
        look(10);
        assertThat(wanted(even(64, 12_000, 0))).hasValue(15);
        for (int second = 0; second < 30; second += 10) {
            look(10);
            assertThat(wanted(even(64, 6_500, 0))).as("after %s s", second).hasValue(15);
        }
        look(10);
        assertThat(wanted(even(64, 6_500, 0))).hasValue(8);
    }

    @Test
    void doesNotFlapAroundAStep() {
        assertThat(wanted(even(64, 7_190, 0))).hasValue(8);
        look(10);
        assertThat(wanted(even(64, 7_210, 0))).hasValue(9);
        for (int i = 0; i < 100; i++) {
            look(10);
            assertThat(wanted(even(64, i % 2 == 0 ? 7_190 : 7_210, 0))).hasValue(9);
        }
    }

    @Test
    void holdsWhileTheDestinationIsDown() {
        assertThat(policy.wanted(even(12, 100, 1_000_000), CAPACITY, true, millis))
                .isEmpty();
        assertThat(wanted(even(12, 2_000, 0))).hasValue(3);
        look(10);
        assertThat(policy.wanted(even(12, 2_000, 1_000_000), CAPACITY, true, millis))
                .hasValue(3);
        look(10);
        assertThat(wanted(even(12, 2_000, 1_000_000))).hasValue(12);
    }

    @Test
    void saysNothingWhileNobodyKnowsWhatAMemberCanDo() {
        assertThat(wanted(even(12, 2_000, 0), null)).isEmpty();
        assertThat(wanted(even(12, 0, 0), null)).as("nothing to do").hasValue(1);
        assertThat(new ReplicasPolicy(new ScalingSettings(Duration.ofSeconds(100)))
                        .wanted(even(12, 2_000, 0), new Capacity.Estimate(100, false), false, millis))
                .as("it will do more when it is warm")
                .isEmpty();
        assertThat(wanted(even(12, 50, 0), new Capacity.Estimate(100, false)))
                .as("enough even while it is cold")
                .hasValue(1);
        assertThat(wanted(List.of(), CAPACITY)).as("what was known before").hasValue(1);
    }

    private OptionalInt wanted(List<PartitionLag> partitions) {
        return wanted(partitions, CAPACITY);
    }

    private OptionalInt wanted(List<PartitionLag> partitions, Capacity.@Nullable Estimate capacity) {
        return policy.wanted(partitions, capacity, false, millis);
    }

    private void look(int seconds) {
        millis += seconds * 1000L;
    }

    private static List<PartitionLag> even(int count, double arrivals, long lag) {
        return even(count, arrivals, lag, 0);
    }

    private static List<PartitionLag> even(int count, double arrivals, long lag, double seconds) {
        List<PartitionLag> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partitions.add(partition(i, arrivals / count, lag / count, seconds, false));
        }
        return partitions;
    }

    private static PartitionLag partition(int partition, double arrivals, long lag, boolean stuck) {
        return partition(partition, arrivals, lag, 0, stuck);
    }

    private static PartitionLag partition(int partition, double arrivals, long lag, double seconds, boolean stuck) {
        return new PartitionLag("orders", partition, 0, lag, lag, seconds, arrivals, stuck);
    }
}
