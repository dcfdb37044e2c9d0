package dev.pollux.cli;

import dev.pollux.app.Check;
import dev.pollux.app.Check.Finding;
import dev.pollux.app.Check.Grade;
import dev.pollux.app.ExitCode;
import dev.pollux.config.PolluxConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a worker would lack. */
@Command(
        name = "check",
        description =
                "Looks at configuration, brokers, topics, rights and destination, and says all that is wrong; starts"
                        + " nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private final ConfigOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    CheckCommand(Map<String, String> environment) {
        this.environment = environment;
        options = new ConfigOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        PolluxConfig config = options.read(commandLine.getErr());
        if (config == null) {
            return ExitCode.MISCONFIGURED.code();
        }
        List<Finding> findings;
        try {
            findings = Check.of(config, environment);
        } catch (IllegalArgumentException | KafkaException e) {
            commandLine.getErr().println(e.getMessage());
            return ExitCode.MISCONFIGURED.code();
        }
        var out = commandLine.getOut();
        findings.forEach(
                finding -> out.printf("%-6s  %s%n", finding.grade().name().toLowerCase(Locale.ROOT), finding.text()));
        out.flush();
        boolean wrong = findings.stream().anyMatch(finding -> finding.grade() == Grade.WRONG);
        return (wrong ? ExitCode.FAILED : ExitCode.FINE).code();
    }
}
