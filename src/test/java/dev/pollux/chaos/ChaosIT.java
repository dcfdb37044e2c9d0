package dev.pollux.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A minute of chaos: its own accounts, which it prints, have to balance. */
class ChaosIT {
    /** Of those that meet most kinds of fault within a minute. */
    private static final long SEED = 2;

    @Test
    void theAccountsBalance() throws InterruptedException {
        assertThat(new ChaosRun(new ChaosSettings(SEED, Duration.ofMinutes(1))).run())
                .isTrue();
    }
}
