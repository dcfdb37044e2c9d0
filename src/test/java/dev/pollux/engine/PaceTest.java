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
    void batchesHaveTheirSize() {
        Pace pace = Pace.fixed(64, 100);
        observe(pace, 1);
        assertThat(pace.runSize()).isEqualTo(100);
        assertThat(pace.wantedAwake()).as("they wait, they do not compute").isEqualTo(64);
        assertThat(pace.givesBack()).isFalse();
    }

    private static void observe(Pace pace, long nanosEach) {
        for (int i = 0; i < 500; i++) {
            pace.observed(10, 10 * nanosEach);
        }
    }
}
