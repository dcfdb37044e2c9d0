package dev.pollux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pollux.app.ExitCode;
import dev.pollux.app.LagReport;
import dev.pollux.config.PolluxConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the brokers how far the group is behind. */
@Command(
        name = "lag",
        description =
                "Prints the group's lag by partition, in records and seconds, and who owns each; no worker has to run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class LagCommand implements Callable<Integer> {
    /** How it is printed. */
    enum Output {
        TABLE,
        JSON;

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private final ConfigOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Output output = Output.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    LagCommand(Map<String, String> environment) {
        options = new ConfigOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter err = commandLine.getErr();
        PolluxConfig config = options.read(err);
        if (config == null) {
            return ExitCode.MISCONFIGURED.code();
        }
        try {
            LagReport report = LagReport.of(config);
            commandLine.getOut().print(output == Output.JSON ? json(report) : LagTable.of(report));
            commandLine.getOut().flush();
            return ExitCode.FINE.code();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return ExitCode.MISCONFIGURED.code();
        } catch (IOException e) {
            err.println(e.getMessage());
            return ExitCode.FAILED.code();
        }
    }

    private static String json(LagReport report) {
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(report)
                    + '\n';
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
