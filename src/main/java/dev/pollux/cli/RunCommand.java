package dev.pollux.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}, as help, completion and mistakes know it; {@link RunArguments} knows the same options. */
@Command(
        name = "run",
        description = "Runs the worker until it is told to stop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private final Running running;

    @Mixin
    private final ConfigOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    RunCommand(Running running) {
        this.running = running;
        options = new ConfigOptions(running.environment());
    }

    @Override
    public Integer call() {
        return running.run(
                options.arguments(), Objects.requireNonNull(spec).commandLine().getErr());
    }
}
