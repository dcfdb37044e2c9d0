package dev.pollux.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final TopicPartition P0 = new TopicPartition("a", 0);
    private static final TopicPartition P1 = new TopicPartition("a", 1);
    private static final GroupOffsets LOOK =
            new GroupOffsets(0, Map.of(P0, new PartitionOffsets(0, 0, 50), P1, new PartitionOffsets(0, 0, 50)));
    private static final double SECOND = 1e9;

    private final Capacity capacity = new Capacity(load(0, 0, 0, 100), 0);
    private long finished;
    private double busy;
    private double cpu;
    private int seconds;

    @Test
    void whoIsBusyForAQuarterCanDoFourTimesAsMuch() {
        work(60, 100, 0.25, 0.1, 100);
        assertThat(estimate().recordsPerSecond()).isCloseTo(400, Offset.offset(1.0));
        assertThat(estimate().warm()).isTrue();
    }

    @Test
    void whatRunsOutFirstCounts() {
        work(60, 100, 0.25, 0.5, 100);
        assertThat(estimate().recordsPerSecond()).isCloseTo(200, Offset.offset(1.0));
    }

    @Test
    void whoLeavesAllPartitionsBehindCanDoNoMore() {
        work(60, 100, 0.25, 0.1, 20);
        assertThat(estimate().recordsPerSecond()).isCloseTo(100, Offset.offset(1.0));
    }

    @Test
    void oneHotPartitionDoesNotMakeAMemberFull() {
        for (int i = 0; i < 6; i++) {
            finished += 1000;
            busy += 0.25 * 10;
            seconds += 10;
            capacity.saw(
                    new MemberLoad(finished, nanos(busy * 10), 0, 10, 1, Map.of(P0, 10L, P1, 50L), false),
                    LOOK,
                    nanos(seconds));
        }
        assertThat(estimate().recordsPerSecond()).as("of two").isCloseTo(200, Offset.offset(1.0));
    }

    @Test
    void aMemberThatJustStartedDoesNotCountAsSlow() {
        work(10, 100, 0.1, 1, 100);
        assertThat(estimate()).isEqualTo(new Capacity.Estimate(100, false));
        work(20, 100, 0.1, 0.1, 100);
        assertThat(estimate()).isEqualTo(new Capacity.Estimate(1000, true));
    }

    @Test
    void aNightWithoutWorkIsNotForgettingAnything() {
        work(60, 100, 1, 0.1, 100);
        work(36_000, 0, 0, 0, 100);
        assertThat(estimate().recordsPerSecond()).isCloseTo(100, Offset.offset(1.0));
    }

    @Test
    void aBusyMinuteWeighsMoreThanAQuietOne() {
        work(60, 100, 1, 0, 100);
        work(60, 10, 0.02, 0, 100);
        assertThat(estimate().recordsPerSecond()).isBetween(100.0, 120.0);
        work(60, 50, 1, 0, 100);
        assertThat(estimate().recordsPerSecond()).isBetween(50.0, 60.0);
    }

    private void work(int duration, int perSecond, double calls, double processors, long position) {
        for (int i = 0; i < duration; i += 10) {
            seconds += 10;
            finished += perSecond * 10L;
            busy += calls * 10;
            cpu += processors * 10;
            capacity.saw(load(finished, busy, cpu, position), LOOK, nanos(seconds));
        }
    }

    /** Ten calls at once, two processors. */
    private static MemberLoad load(long finished, double busy, double cpu, long position) {
        return new MemberLoad(
                finished, nanos(busy * 10), nanos(cpu * 2), 10, 2, Map.of(P0, position, P1, position), false);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    private Capacity.Estimate estimate() {
        return Objects.requireNonNull(capacity.estimate());
    }
}
