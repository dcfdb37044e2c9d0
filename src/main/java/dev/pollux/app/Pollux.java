package dev.pollux.app;

import dev.pollux.config.PolluxConfig;

/** The worker as one piece. */
public final class Pollux {
    private Pollux() {}

    /**
     * Runs the worker until it is told to stop or cannot go on.
     *
     * @param config checked
     * @param version of Pollux
     * @return the exit code: 0 fine, 1 failed, 3 fenced by another instance of the same id
     */
    public static int run(PolluxConfig config, String version) {
        System.err.println("Pollux " + version + " is not assembled yet: " + config);
        return 1;
    }
}
