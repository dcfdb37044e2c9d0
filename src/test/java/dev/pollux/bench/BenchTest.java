package dev.pollux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollux.bench.Measured.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A benchmark that would not notice a wrong count or order is worth nothing. */
class BenchTest {
    private final Tally tally = new Tally();

    @Test
    void keysAreNumberedAndOfOneLength() {
        assertThat(Keys.key(0)).hasSize(Keys.LENGTH);
        assertThat(Keys.key(Keys.COUNT - 1)).hasSize(Keys.LENGTH);
        assertThat(Keys.number(Keys.key(1234))).isEqualTo(1234);
        assertThat(Keys.number(Keys.key(Keys.COUNT - 1))).isEqualTo(Keys.COUNT - 1);
    }

    @Test
    void whatIsCompleteAndInOrderPasses() {
        tally.see(Keys.key(1), 7);
        tally.see(Keys.key(2), 3);
        tally.see(Keys.key(1), 9);
        tally.check(3);
    }

    @Test
    void aMissingRecordIsNoticed() {
        tally.see(Keys.key(1), 7);
        assertThatIllegalStateException().isThrownBy(() -> tally.check(2)).withMessageContaining("1 records seen of 2");
    }

    @Test
    void aRepeatedOrOvertakingRecordIsNoticed() {
        tally.see(Keys.key(1), 7);
        tally.see(Keys.key(1), 7);
        assertThatIllegalStateException().isThrownBy(() -> tally.check(2)).withMessageContaining("came after 7");
    }

    @Test
    void theSecondHalfBeginsWhereHalfIsHandled() {
        Course course = new Course(10);
        for (int records : List.of(3, 3, 2)) {
            course.handled(records, 0);
        }
        assertThat(course.isOver()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> course.measured(0))
                .withMessageContaining("8 records handled");
        course.handled(2, 0);
        assertThat(course.isOver()).isTrue();
        Measured measured = course.measured(0);
        assertThat(measured.whole().records()).isEqualTo(10);
        assertThat(measured.secondHalf().records()).isEqualTo(4);
    }

    @Test
    void aResultSurvivesItsLineOfText() {
        Measured measured =
                new Measured(new Stretch(3_000_000, 2.5, 3.25), new Stretch(1_500_000, 1.125, 1.5), 123_456);
        assertThat(Measured.find("noise\n" + measured.line() + "\nmore")).contains(measured);
        assertThat(Measured.find("noise")).isEmpty();
    }

    @Test
    void percentilesAreWhatWasMeasuredAndSurviveTheirLineOfText() {
        var collector = new Percentiles.Collector(1000);
        for (int i = 1000; i >= 1; i--) {
            collector.note(i * 1000L);
        }
        Percentiles percentiles = collector.percentiles("DELAY");
        assertThat(percentiles).isEqualTo(new Percentiles("DELAY", 1000, 500, 990, 999, 1000));
        assertThat(Percentiles.find("DELAY", "noise\n" + percentiles.line() + "\nmore"))
                .contains(percentiles);
        assertThat(Percentiles.find("OTHER", percentiles.line())).isEmpty();
    }

    @Test
    void ratiosAreTakenByRound() {
        assertThat(Figures.ratios(List.of(2.0, 9.0), List.of(1.0, 3.0), figure -> figure)
                        .values())
                .containsExactly(2.0, 3.0);
        assertThat(Figures.ratios(List.of(2.0), List.<Double>of(), figure -> figure)
                        .text(2))
                .isEmpty();
    }

    @Test
    void figuresHaveMedianAndSpread() {
        assertThat(new Figures(List.of(3.0, 1.0, 2.0)).text(1)).isEqualTo("2.0 (1.0–3.0)");
        assertThat(new Figures(List.of(1.0, 2.0)).median()).isEqualTo(1.5);
        assertThat(new Figures(List.of(1.0)).text(2)).isEqualTo("1.00");
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        assertRefused("bench.only", "nothing", "w1");
        assertRefused("bench.contestants", "nobody", "pollux-key");
    }

    private static void assertRefused(String option, String value, String known) {
        System.setProperty(option, value);
        try {
            assertThatThrownBy(BenchSettings::read)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-D" + option + "=" + value)
                    .hasMessageContaining(known);
        } finally {
            System.clearProperty(option);
        }
    }
}
