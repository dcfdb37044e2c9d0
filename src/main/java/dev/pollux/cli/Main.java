package dev.pollux.cli;

import dev.pollux.app.ExitCode;
import dev.pollux.app.Pollux;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point: {@code pollux COMMAND}. */
@Command(
        name = "pollux",
        description = "A Kafka consumer worker for Kubernetes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n")
public final class Main implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Ends the process with the command's exit code, whatever threads are left. */
    public static void main(String[] args) {
        Logging.use();
        System.exit(execute(args, System.getenv(), Pollux::run));
    }

    /**
     * A worker that starts is not kept waiting by a library for command lines, which costs more than reading the
     * configuration: the plain form of {@code run} is understood without it, everything else by it.
     */
    private static int execute(String[] args, Map<String, String> environment, Running.Worker worker) {
        var plain = RunArguments.plain(args);
        return plain == null
                ? commandLine(environment, worker).execute(args)
                : runPlainly(new Running(environment, worker), plain);
    }

    private static int runPlainly(Running running, RunArguments arguments) {
        try {
            return running.run(arguments, new PrintWriter(System.err, true, Charset.defaultCharset()));
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return ExitCode.FAILED.code();
        }
    }

    /** All commands. */
    static CommandLine commandLine(Map<String, String> environment, Running.Worker worker) {
        var completion = new CommandLine(new GenerateCompletion());
        completion
                .getCommandSpec()
                .name("completion")
                .usageMessage()
                .description("Prints a completion script for bash and zsh, as in: source <(pollux completion)");
        var commands = new CommandLine(new Main());
        commands.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        return commands.addSubcommand("run", new RunCommand(new Running(environment, worker)))
                .addSubcommand("check", new CheckCommand(environment))
                .addSubcommand("lag", new LagCommand(environment))
                .addSubcommand("completion", completion)
                .addSubcommand("help", new HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A value of --set may begin with @.
                .setExpandAtFiles(false);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(Integer.toString(code.code()), code.meaning());
        }
        return codes;
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return ExitCode.MISCONFIGURED.code();
    }
}
