package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Polls right after a long pause prove nothing. */
class StandstillTest {
    private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final Standstill standstill = new Standstill(BEGIN);

    @Test
    void pollsOneAfterTheOtherAreTrusted() {
        for (int seconds = 0; seconds < 60; seconds++) {
            assertThat(standstill.isOver(at(seconds))).isTrue();
        }
    }

    @Test
    void afterALongPauseTheyAreNotForASecond() {
        assertThat(standstill.isOver(at(1))).isTrue();
        assertThat(standstill.isOver(at(8))).isFalse();
        assertThat(standstill.isOver(at(8.2))).isFalse();
        assertThat(standstill.isOver(at(8.9))).isFalse();
        assertThat(standstill.isOver(at(9))).isTrue();
        assertThat(standstill.isOver(at(20))).as("another one").isFalse();
    }

    private static long at(double seconds) {
        return BEGIN + (long) (seconds * 1e9);
    }
}
