package dev.pollux.chaos;

import dev.pollux.testkit.Options;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What {@code -Dchaos....} says.
 *
 * @param seed decides which faults happen, and which requests fail
 * @param lasts for how long there are faults
 */
record ChaosSettings(long seed, Duration lasts) {
    private static final long DEFAULT_SECONDS = 300;
    private static final long MOST_SECONDS = Duration.ofDays(7).toSeconds();

    /** Seeds that are drawn stay short enough to be typed. */
    private static final long DRAWN_BELOW = 1_000_000;

    static ChaosSettings fromSystemProperties() {
        long drawn = RandomGenerator.getDefault().nextLong(DRAWN_BELOW);
        long seconds = Options.number("chaos.seconds", 1, MOST_SECONDS).orElse(DEFAULT_SECONDS);
        return new ChaosSettings(Options.number("chaos.seed").orElse(drawn), Duration.ofSeconds(seconds));
    }
}
