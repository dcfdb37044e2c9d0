package dev.pollux.cli;

import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from, as {@code run} and other commands are told.
 *
 * @param file the YAML file; null where none is named
 * @param sets each {@code KEY=VALUE}
 */
record RunArguments(@Nullable Path file, List<String> sets) {
    /** The environment variable that names the file. */
    static final String FILE_VARIABLE = "POLLUX_CONFIG";

    /**
     * Reads {@code run} with {@code -c FILE}, {@code --config FILE} and {@code --set KEY=VALUE}, or {@code --name=...}.
     *
     * @return null for whatever else there is, from {@code --help} to a mistake: the command line's library understands all
     *     of it
     */
    static @Nullable RunArguments plain(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return null;
        }
        String file = null;
        List<String> sets = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals >= 0 ? argument.substring(equals + 1) : ++i < arguments.length ? arguments[i] : "";
            if (value.isEmpty() || value.startsWith("-")) {
                return null;
            }
            switch (name) {
                case "-c", "--config" -> {
                    if (file != null) {
                        return null;
                    }
                    file = value;
                }
                case "--set" -> sets.add(value);
                default -> {
                    return null;
                }
            }
        }
        return of(file, sets);
    }

    private static @Nullable RunArguments of(@Nullable String file, List<String> sets) {
        try {
            return new RunArguments(file == null ? null : Path.of(file), sets);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * Reads the configuration, and says what is wrong with it.
     *
     * @return null where something is
     */
    @Nullable
    PolluxConfig read(Map<String, String> environment, PrintWriter err) {
        try {
            return ConfigReader.read(fileBy(environment), environment, sets);
        } catch (InvalidConfigException e) {
            report(e, err);
            return null;
        }
    }

    private @Nullable Path fileBy(Map<String, String> environment) {
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
