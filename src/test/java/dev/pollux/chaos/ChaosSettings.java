package dev.pollux.chaos;

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

    /** Seeds that are drawn stay short enough to be typed. */
    private static final long DRAWN_BELOW = 1_000_000;

    /** Reads the system properties; an empty one counts as absent. */
    static ChaosSettings fromSystemProperties() {
        long seconds = number("chaos.seconds", DEFAULT_SECONDS);
        if (seconds < 1) {
            throw new IllegalArgumentException("-Dchaos.seconds=" + seconds + ": at least 1 is wanted");
        }
        long drawn = RandomGenerator.getDefault().nextLong(DRAWN_BELOW);
        return new ChaosSettings(number("chaos.seed", drawn), Duration.ofSeconds(seconds));
    }

    private static long number(String property, long otherwise) {
        String text = System.getProperty(property, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("-D" + property + "=" + text + ": a whole number is wanted");
        }
    }
}
