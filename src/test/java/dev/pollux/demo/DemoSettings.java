package dev.pollux.demo;

import dev.pollux.testkit.Options;
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
    private static final int LAST_PORT = 65_535;

    static DemoSettings fromSystemProperties() {
        return new DemoSettings(
                Options.number("demo.records", 1, Integer.MAX_VALUE),
                Math.toIntExact(Options.number("demo.port", 1, LAST_PORT).orElse(DEFAULT_PORT)),
                Options.number("demo.seed").orElse(1));
    }
}
