package dev.pollux.cli;

import dev.pollux.app.ExitCode;
import dev.pollux.app.Versions;
import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the configuration and runs the worker, whoever read the command line. */
record Running(Map<String, String> environment, Worker worker) {
    /** The environment variable that names the file. */
    static final String FILE_VARIABLE = "POLLUX_CONFIG";

    /** What is run. */
    @FunctionalInterface
    interface Worker {
        /** Runs until it ends. */
        ExitCode run(PolluxConfig config, String version);
    }

    /** Returns the exit code; what is wrong with the configuration goes to {@code err}. */
    int run(RunArguments arguments, PrintWriter err) {
        PolluxConfig config;
        try {
            config = ConfigReader.read(file(arguments.file()), environment, arguments.sets());
        } catch (InvalidConfigException e) {
            report(e, err);
            return ExitCode.MISCONFIGURED.code();
        }
        return worker.run(config, Versions.pollux()).code();
    }

    private @Nullable Path file(@Nullable Path told) {
        var named = environment.getOrDefault(FILE_VARIABLE, "");
        return told != null || named.isBlank() ? told : Path.of(named);
    }

    private static void report(InvalidConfigException invalid, PrintWriter err) {
        int count = invalid.problems().size();
        err.println(count == 1 ? "1 problem in the configuration:" : count + " problems in the configuration:");
        invalid.problems().forEach(problem -> err.println("  " + problem));
        err.flush();
    }
}
