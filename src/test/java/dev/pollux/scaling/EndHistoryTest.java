package dev.pollux.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EndHistoryTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;

    private final EndHistory history = new EndHistory();

    @Test
    void aRecordArrivedWhenTheEndWasSeenToPassIt() {
        history.saw(NOW, 100);
        history.saw(NOW + 10_000, 200);
        history.saw(NOW + 20_000, 300);
        assertThat(history.ageMillis(300, NOW + 20_000)).as("nothing waits").isZero();
        assertThat(history.ageMillis(299, NOW + 20_000)).isCloseTo(100, Offset.offset(10L));
        assertThat(history.ageMillis(150, NOW + 20_000)).isCloseTo(15_000, Offset.offset(100L));
        assertThat(history.ageMillis(50, NOW + 20_000))
                .as("before the first look, which is the least it can be")
                .isEqualTo(20_000);
    }

    @Test
    void aSingleRecordArrivedInTheMiddleOfTheTimeInWhichItMay() {
        history.saw(NOW, 5);
        history.saw(NOW + 50_000, 5);
        history.saw(NOW + 60_000, 6);
        assertThat(history.ageMillis(5, NOW + 60_000)).isEqualTo(5_000);
    }

    @Test
    void whatTheLooksCannotTellIsAskedForUntilItIsPrecise() {
        // One record every second since a day ago; the group stands where it stood five hours ago.
        long ageSeconds = 5 * 3600;
        history.saw(NOW, 86_400);
        int asked = 0;
        for (var time = question(86_400 - ageSeconds); time.isPresent(); time = question(86_400 - ageSeconds)) {
            history.learned(time.getAsLong(), Math.max(0, 86_400 - (NOW - time.getAsLong()) / 1000));
            asked++;
        }
        assertThat(asked).isLessThan(12);
        assertThat(history.ageMillis(86_400 - ageSeconds, NOW) / 1000.0)
                .isCloseTo((double) ageSeconds, Offset.offset(ageSeconds * 0.1));
    }

    @Test
    void theQuestionsEndWhereTheTimestampsDo() {
        history.saw(NOW, 10);
        int asked = 0;
        for (var time = question(3); time.isPresent(); time = question(3)) {
            // Records without timestamps: the brokers know of no time at which the log was shorter.
            history.learned(time.getAsLong(), Long.MAX_VALUE);
            assertThat(asked++).isLessThan(20);
        }
        assertThat(history.ageMillis(3, NOW)).isPositive();
    }

    @Test
    void ratesAreOfTheTimeThatIsKnown() {
        history.saw(NOW, 0);
        assertThat(history.perSecond(NOW - MINUTE, 2000)).isEqualTo(-1);
        history.saw(NOW + 10_000, 100);
        assertThat(history.perSecond(NOW - MINUTE, 2000)).isEqualTo(10);
        history.saw(NOW + 20_000, 1100);
        assertThat(history.perSecond(NOW, 2000)).isEqualTo(55);
        assertThat(history.perSecond(NOW + 5_000, 2000)).isEqualTo(70);
    }

    @Test
    void aLogThatWentBackBeginsAnew() {
        history.saw(NOW, 100);
        history.saw(NOW + 10_000, 20);
        assertThat(history.ageMillis(10, NOW + 10_000)).isZero();
        assertThat(history.perSecond(NOW, 2000)).isEqualTo(-1);
    }

    @Test
    void staysSmallAndRoughlyRightOverAWeek() {
        for (int look = 0; look <= 7 * 8640; look++) {
            history.saw(NOW + look * 10_000L, look * 10L);
            history.forget(1000, NOW + look * 10_000L - MINUTE);
        }
        long now = NOW + 7 * 8640 * 10_000L;
        assertThat(history.ageMillis(1000, now) / 1000.0).isCloseTo(604_800 - 1000, Offset.offset(60_000.0));
        assertThat(history.perSecond(now - MINUTE, 2000)).isCloseTo(1, Offset.offset(0.2));
    }

    private OptionalLong question(long next) {
        return history.question(next, NOW - MINUTE, 1000);
    }
}
