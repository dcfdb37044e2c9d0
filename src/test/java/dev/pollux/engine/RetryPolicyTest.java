package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final Outcome.Reject REFUSED = new Outcome.Reject("no", null, false);

    @ParameterizedTest(name = "after attempt {0}: {1} ms")
    @CsvSource({"1, 200", "2, 400", "3, 800", "8, 25600", "9, 30000", "65, 30000", "2147483647, 30000"})
    void waitsLongerEachTimeUpToABound(int attempts, long millis) {
        assertThat(policy(0, DeliveryGuarantee.AT_LEAST_ONCE).delayNanos(attempts))
                .isEqualTo(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void jitterStaysWithinItsShare() {
        RetryPolicy policy = policy(0.25, DeliveryGuarantee.AT_LEAST_ONCE);
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (int i = 0; i < 1000; i++) {
            long delay = policy.delayNanos(1);
            lowest = Math.min(lowest, delay);
            highest = Math.max(highest, delay);
        }
        assertThat(lowest).isBetween(150_000_000L, 160_000_000L);
        assertThat(highest).isBetween(240_000_000L, 250_000_000L);
    }

    @Test
    void attemptsAreUsedUpByRefusals() {
        RetryPolicy policy = policy(0, DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(policy.isExhausted(REFUSED, 4)).isFalse();
        assertThat(policy.isExhausted(REFUSED, 5)).isTrue();
        assertThat(policy.isExhausted(new Outcome.Reject("never", null, true), 1))
                .isTrue();
    }

    @Test
    void atMostOnceIsOneAttempt() {
        assertThat(policy(0, DeliveryGuarantee.AT_MOST_ONCE).isExhausted(REFUSED, 1))
                .isTrue();
    }

    @Test
    void pauseThatTheDestinationAsksForIsKept() {
        assertThat(asked(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(asked(Duration.ofMillis(1))).as("shorter than the backoff").isEqualTo(Duration.ofMillis(200));
        assertThat(asked(Duration.ofSeconds(-1))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void pauseThatNobodyLivesToSeeIsCutShort() {
        assertThat(asked(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofDays(365));
        assertThat(asked(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Duration.ofMillis(200));
    }

    private static Duration asked(Duration after) {
        var release = new Outcome.Release(after, "busy");
        return Duration.ofNanos(policy(0, DeliveryGuarantee.AT_LEAST_ONCE).delayNanos(release, 1));
    }

    private static RetryPolicy policy(double jitter, DeliveryGuarantee delivery) {
        var settings = new RetrySettings(5, Duration.ofMillis(200), 2, Duration.ofSeconds(30), jitter);
        return new RetryPolicy(settings, delivery, Seeds.random(1));
    }
}
