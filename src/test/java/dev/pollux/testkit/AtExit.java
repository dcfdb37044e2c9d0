package dev.pollux.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is to be cleaned up when this JVM ends, however it ends (short of SIGKILL): last come, first served, one after
 * the other. Thread-safe.
 */
public final class AtExit {
    private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
    private static volatile boolean running;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "at-exit"));
    }

    private AtExit() {}

    /** Runs {@code action} at the end, before all that were registered earlier. */
    public static void register(Runnable action) {
        synchronized (ACTIONS) {
            ACTIONS.push(action);
        }
    }

    /** Takes back what was registered; does nothing where it was not. */
    public static void forget(Runnable action) {
        synchronized (ACTIONS) {
            ACTIONS.remove(action);
        }
    }

    /** Whether the JVM is on its way down, so that processes that end are no news. */
    public static boolean running() {
        return running;
    }

    private static void runAll() {
        running = true;
        for (Runnable action = next(); action != null; action = next()) {
            try {
                action.run();
            } catch (RuntimeException e) {
                System.err.println("clean-up: " + e);
            }
        }
    }

    private static @Nullable Runnable next() {
        synchronized (ACTIONS) {
            return ACTIONS.poll();
        }
    }
}
