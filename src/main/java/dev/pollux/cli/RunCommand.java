package dev.pollux.cli;

import dev.pollux.app.ExitCode;
import dev.pollux.app.Versions;
import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads the configuration and runs the worker. */
@Command(
        name = "run",
        description = "Runs the worker until it is told to stop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private static final String FILE_VARIABLE = "POLLUX_CONFIG";

    private final Map<String, String> environment;
    private final Worker worker;

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

    @Spec
    private @Nullable CommandSpec spec;

    RunCommand(Map<String, String> environment, Worker worker) {
        this.environment = environment;
        this.worker = worker;
    }

    /** What is run. */
    @FunctionalInterface
    interface Worker {
        /** Runs until it ends. */
        ExitCode run(PolluxConfig config, String version);
    }

    @Override
    public Integer call() {
        PolluxConfig config;
        try {
            config = ConfigReader.read(file(), environment, sets);
        } catch (InvalidConfigException e) {
            report(e);
            return ExitCode.MISCONFIGURED.code();
        }
        return worker.run(config, Versions.pollux()).code();
    }

    private @Nullable Path file() {
        var named = environment.getOrDefault(FILE_VARIABLE, "");
        return file != null || named.isBlank() ? file : Path.of(named);
    }

    private void report(InvalidConfigException invalid) {
        if (spec == null) {
            throw new IllegalStateException(invalid);
        }
        var err = spec.commandLine().getErr();
        int count = invalid.problems().size();
        err.println(count == 1 ? "1 problem in the configuration:" : count + " problems in the configuration:");
        invalid.problems().forEach(problem -> err.println("  " + problem));
        err.flush();
    }
}
