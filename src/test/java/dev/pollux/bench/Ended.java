package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Cluster;
import java.time.Duration;
import java.util.OptionalInt;

/** What is asked of a contestant's process that ends by itself. */
final class Ended {
    private static final Duration BOUND = Duration.ofMinutes(11);
    private static final int TAIL_LINES = 40;

    private Ended() {}

    /** Waits for its end and returns what it wrote; throws where it did not end well. */
    static String well(ChildProcess process, String name) {
        OptionalInt code = process.waitFor(BOUND);
        if (code.orElse(-1) != 0) {
            throw new IllegalStateException(name + " failed (exit " + code + "):\n" + process.tail(TAIL_LINES));
        }
        return process.output();
    }

    /** Throws where the group left something of the topic uncommitted. */
    static void committed(Cluster cluster, String group, String topic) {
        long lag = cluster.lag(group, topic);
        if (lag != 0) {
            throw new IllegalStateException(group + " left " + lag + " records uncommitted");
        }
    }
}
