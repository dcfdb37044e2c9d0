package dev.pollux.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}, as help, completion and mistakes know it; {@link RunArguments} knows the same options. */
@Command(
        name = "run",
        description = "Runs the worker until it is told to stop.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private final Running running;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The YAML file; without it the one that " + Running.FILE_VARIABLE + " names.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the file and of the environment; may be repeated.")
    private List<String> sets = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    RunCommand(Running running) {
        this.running = running;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("called by nobody");
        }
        return running.run(new RunArguments(file, sets), spec.commandLine().getErr());
    }
}
