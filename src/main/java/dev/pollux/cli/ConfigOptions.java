package dev.pollux.cli;

import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration comes from: the options that all commands share which need one. */
final class ConfigOptions {
    private static final String FILE_VARIABLE = "POLLUX_CONFIG";

    private final Map<String, String> environment;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The YAML file; without it the one that " + FILE_VARIABLE + " names.")
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
        try {
            return ConfigReader.read(file(), environment, sets);
        } catch (InvalidConfigException e) {
            report(e, err);
            return null;
        }
    }

    private @Nullable Path file() {
        var named = environment.getOrDefault(FILE_VARIABLE, "");
        return file != null || named.isBlank() ? file : Path.of(named);
    }

    private static void report(InvalidConfigException invalid, PrintWriter err) {
        int count = invalid.problems().size();
        err.println(count == 1 ? "1 problem in the configuration:" : count + " problems in the configuration:");
        invalid.problems().forEach(problem -> err.println("  " + problem));
        err.flush();
    }
}
