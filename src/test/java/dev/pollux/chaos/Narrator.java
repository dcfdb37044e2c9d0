package dev.pollux.chaos;

import dev.pollux.testkit.AtExit;
import java.util.Locale;

/** Tells a person what happens, each line with the seconds since the beginning. Thread-safe. */
final class Narrator {
    private static final double SECOND = 1e9;

    private final long beginNanos = System.nanoTime();

    /** One line; nothing more once the JVM is on its way down. */
    void say(String text) {
        if (!AtExit.running()) {
            System.out.println(String.format(Locale.ROOT, "%7.1f s  %s", seconds(System.nanoTime()), text));
        }
    }

    /** Seconds from the beginning to this moment of {@link System#nanoTime}. */
    double seconds(long nanoTime) {
        return (nanoTime - beginNanos) / SECOND;
    }
}
