package dev.pollux.demo;

import java.util.OptionalLong;

/**
 * What {@code -Ddemo....} says.
 *
 * @param records how many orders are produced, as fast as possible; empty: a steady stream until Ctrl-C
 * @param port the worker's page
 * @param seed decides which requests the receiver fails
 */
record DemoSettings(OptionalLong records, int port, long seed) {
    private static final int DEFAULT_PORT = 8080;

    /** Reads the system properties; an empty one counts as absent. */
    static DemoSettings fromSystemProperties() {
        long records = number("demo.records", 0);
        return new DemoSettings(
                records > 0 ? OptionalLong.of(records) : OptionalLong.empty(),
                Math.toIntExact(number("demo.port", DEFAULT_PORT)),
                number("demo.seed", 1));
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
