package dev.pollux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.app.ExitCode;
import dev.pollux.config.PolluxConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final List<PolluxConfig> started = new ArrayList<>();
    private ExitCode exitCode = ExitCode.FINE;

    @TempDir
    Path folder;

    private String file = "";

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("pollux.yaml"), """
                        kafka: {bootstrap.servers: 'localhost:9092'}
                        group: g
                        topics: [orders]
                        handler: {type: log}
                        """).toString();
    }

    @Test
    void runReadsTheConfigurationAndReturnsTheWorkersExitCode() {
        exitCode = ExitCode.FENCED;

        assertThat(execute("run", "--config", file, "--set", "group=h", "--set", "concurrency=2"))
                .isEqualTo(3);

        assertThat(started).singleElement().satisfies(config -> {
            assertThat(config.kafka().group()).isEqualTo("h");
            assertThat(config.engine().concurrency()).isEqualTo(2);
        });
        assertThat(err.toString() + out).isEmpty();
    }

    @Test
    void theEnvironmentNamesTheFile() {
        environment.put("POLLUX_CONFIG", file);
        environment.put("POLLUX_GROUP", "e");

        assertThat(execute("run")).isEqualTo(0);

        assertThat(started)
                .singleElement()
                .satisfies(config -> assertThat(config.kafka().group()).isEqualTo("e"));
    }

    @Test
    void theOptionWinsOverTheEnvironment() {
        environment.put("POLLUX_CONFIG", "/nowhere/at/all");

        assertThat(execute("run", "-c", file)).isEqualTo(0);
    }

    @Test
    void problemsAreCountedAndListedOnStandardError() {
        assertThat(execute("run", "--config", file, "--set", "ordering=x", "--set", "grup=y"))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        "2 problems in the configuration:",
                        "  grup: in --set: there is no such key; did you mean group?",
                        "  ordering: found 'x' in --set; accepted: key, partition or none");
        assertThat(out.toString()).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void aMissingFileIsAProblem() {
        assertThat(execute("run", "--config", "/nowhere/at/all")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("1 problem in the configuration:", "  /nowhere/at/all: there is no such file");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(execute("walk")).isEqualTo(2);
        assertThat(err.toString()).contains("'walk'", "Usage: pollux");
        assertThat(execute("run", "--fast")).isEqualTo(2);
        assertThat(execute("run", "--set")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutACommandTheUsageIsPrinted() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: pollux", "run", "help", "completion");
        for (ExitCode code : ExitCode.values()) {
            assertThat(err.toString()).containsPattern("(?m)^\\s+" + code.code() + "\\s+" + code.meaning());
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpIsFine() {
        assertThat(execute("help")).isEqualTo(0);
        assertThat(execute("--help")).isEqualTo(0);
        assertThat(execute("help", "run")).isEqualTo(0);
        assertThat(execute("run", "--help")).isEqualTo(0);
        assertThat(out.toString()).contains("Usage: pollux", "--config", "--set=KEY=VALUE", "POLLUX_CONFIG");
        assertThat(started).isEmpty();
    }

    @Test
    void theVersionNamesClientAndJava() {
        assertThat(execute("--version")).isEqualTo(0);
        assertThat(out.toString().lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).matches("pollux \\d+\\.\\d+\\.\\d+.*"),
                        line -> assertThat(line).matches("kafka client \\d+\\.\\d+\\.\\d+.*"),
                        line -> assertThat(line).isEqualTo("java " + Runtime.version()));
    }

    @Test
    void completionIsAScript() {
        assertThat(execute("completion")).isEqualTo(0);
        assertThat(out.toString()).startsWith("#!").contains("--config", "complete -F _complete_pollux");
    }

    @Test
    void aWorkerThatThrowsIsOne() {
        var commands = Main.commandLine(environment, (config, version) -> {
            throw new IllegalStateException("broken");
        });
        commands.setErr(new PrintWriter(err, true));

        assertThat(commands.execute("run", "--config", file)).isEqualTo(1);
        assertThat(err.toString()).contains("broken");
    }

    private int execute(String... arguments) {
        var commands = Main.commandLine(environment, (config, version) -> {
            started.add(config);
            return exitCode;
        });
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
