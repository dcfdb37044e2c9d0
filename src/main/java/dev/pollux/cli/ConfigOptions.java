package dev.pollux.cli;

import dev.pollux.config.PolluxConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration comes from: the options that all commands share which need one. */
final class ConfigOptions {
    private final Map<String, String> environment;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The YAML file; without it the one that " + RunArguments.FILE_VARIABLE + " names.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the file and of the environment; may be repeated.")
    private List<String> sets = List.of();

    ConfigOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads it, and says what is wrong with it.
     *
     * @return null where something is
     */
    @Nullable
    PolluxConfig read(PrintWriter err) {
        return arguments().read(environment, err);
    }

    /** The same, as a worker's start understands it. */
    RunArguments arguments() {
        return new RunArguments(file, sets);
    }
}
