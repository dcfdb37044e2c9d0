package dev.pollux.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A minute of chaos: its own accounts, which it prints, have to balance. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChaosIT {
    /** One for each group protocol. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void theAccountsBalance(long seed) throws InterruptedException {
        assertThat(new ChaosRun(new ChaosSettings(seed, Duration.ofMinutes(1))).run())
                .isTrue();
    }
}
