package dev.pollux.cli;

import dev.pollux.app.ExitCode;
import dev.pollux.app.Versions;
import dev.pollux.config.PolluxConfig;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads the configuration and runs the worker. */
@Command(
        name = "run",
        description = "Runs the worker until it is told to stop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private final Worker worker;

    @Mixin
    private final ConfigOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    RunCommand(Map<String, String> environment, Worker worker) {
        this.options = new ConfigOptions(environment);
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
        PolluxConfig config =
                options.read(Objects.requireNonNull(spec).commandLine().getErr());
        return config == null
                ? ExitCode.MISCONFIGURED.code()
                : worker.run(config, Versions.pollux()).code();
    }
}
