package dev.pollux.cli;

import dev.pollux.app.ExitCode;
import dev.pollux.app.Versions;
import dev.pollux.config.PolluxConfig;
import java.io.PrintWriter;
import java.util.Map;

/** Reads the configuration and runs the worker, whoever read the command line. */
record Running(Map<String, String> environment, Worker worker) {
    /** What is run. */
    @FunctionalInterface
    interface Worker {
        /** Runs until it ends. */
        ExitCode run(PolluxConfig config, String version);
    }

    /** Returns the exit code; what is wrong with the configuration goes to {@code err}. */
    int run(RunArguments arguments, PrintWriter err) {
        PolluxConfig config = arguments.read(environment, err);
        return config == null
                ? ExitCode.MISCONFIGURED.code()
                : worker.run(config, Versions.pollux()).code();
    }
}
