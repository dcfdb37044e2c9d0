package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest(name = "{0} ns a record: runs of {1}, {2} workers awake")
    @CsvSource({"0, 512, 2", "100, 512, 2", "999, 100, 2", "9999, 10, 64", "49000, 2, 64", "5000000, 1, 64"})
    void runsHoldWhatTheHandlersSpeedJustifies(long nanosEach, int size, int awake) {
        Pace pace = Pace.measured(64, 2);
        observe(pace, nanosEach);
        assertThat(pace.runSize()).isEqualTo(size);
        assertThat(pace.wantedAwake()).isEqualTo(awake);
        assertThat(pace.most()).isEqualTo(64);
        assertThat(pace.givesBack()).isTrue();
    }

    @Test
    void oneThatStoodStillSaysLittleOfTheOthersAndSeveralDo() {
        Pace pace = Pace.measured(64, 2);
        observe(pace, 100);
        pace.observed(100, 200_000_000);
        assertThat(pace.wantedAwake()).isEqualTo(2);
        assertThat(pace.isWorthSharing()).isFalse();
        for (int i = 0; i < 64; i++) {
            pace.observed(1, 200_000_000);
        }
        assertThat(pace.runSize()).as("all that were in flight").isEqualTo(1);
        assertThat(pace.wantedAwake()).isEqualTo(64);
    }

    @Test
    void startsCarefully() {
        assertThat(Pace.measured(64, 2).runSize()).isEqualTo(1);
        assertThat(Pace.measured(64, 2).wantedAwake()).isEqualTo(64);
    }

    @Test
    void neverWantsMoreThanConcurrency() {
        Pace pace = Pace.measured(1, 8);
        observe(pace, 1);
        assertThat(pace.wantedAwake()).isEqualTo(1);
    }

    @Test
    void runOfNothingSaysNothing() {
        Pace pace = Pace.measured(64, 2);
        pace.observed(0, 1_000_000_000);
        assertThat(pace.runSize()).isEqualTo(1);
    }

    @Test
    void batchesHaveTheirSizeAndAWorkerForEachCoreWhereACallOnlyComputes() {
        Pace pace = Pace.batches(64, 2, 100);
        assertThat(pace.wantedAwake()).as("nothing is known yet").isEqualTo(64);
        observe(pace, 1);
        assertThat(pace.runSize()).isEqualTo(100);
        assertThat(pace.wantedAwake()).isEqualTo(2);
        assertThat(pace.givesBack()).isFalse();
    }

    @Test
    void batchesThatWaitForSomethingWaitBesideEachOther() {
        Pace pace = Pace.batches(64, 2, 1000);
        observe(pace, 100_000);
        assertThat(pace.wantedAwake()).as("1 ms for a call, 1 µs for a record").isEqualTo(64);
    }

    @Test
    void whatCompletesLaterIsNeverHeldBack() {
        Pace pace = Pace.later(64, 1);
        observe(pace, 1);
        assertThat(pace.runSize()).isEqualTo(1);
        assertThat(pace.wantedAwake()).isEqualTo(64);
        assertThat(pace.givesBack()).isFalse();
        assertThat(pace.heedsStandstill()).isFalse();
    }

    private static void observe(Pace pace, long nanosEach) {
        for (int i = 0; i < 500; i++) {
            pace.observed(10, 10 * nanosEach);
        }
    }
}
