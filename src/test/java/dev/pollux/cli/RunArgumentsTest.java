package dev.pollux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.app.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunArgumentsTest {
    private static final String MINIMUM =
            "--set kafka.bootstrap.servers=b:1 --set group=g --set topics=t --set handler.type=log";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run " + MINIMUM,
                "run -c FILE",
                "run --config FILE --set group=h --set topics=a,b",
                "run --config=FILE --set=group=h",
                "run --set concurrency=2 -c FILE",
                "run -c FILE --set group=@file"
            })
    void thePlainFormIsWhatTheLibraryUnderstands(String line) throws Exception {
        var file = Files.writeString(folder.resolve("pollux.yaml"), """
                kafka: {bootstrap.servers: 'localhost:9092'}
                group: g
                topics: [orders]
                handler: {type: log}
                """);
        String[] arguments = line.replace("FILE", file.toString()).split(" ", -1);
        List<String> started = new ArrayList<>();
        Running.Worker worker = (config, _) -> {
            started.add(config.toString());
            return ExitCode.FENCED;
        };
        var err = new StringWriter();

        RunArguments plain = Objects.requireNonNull(RunArguments.plain(arguments));

        int code = new Running(Map.of(), worker).run(plain, new PrintWriter(err, true));
        assertThat(code).isEqualTo(Main.commandLine(Map.of(), worker).execute(arguments));
        assertThat(started).hasSize(2);
        assertThat(started.get(0)).isEqualTo(started.get(1));
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--version",
                "help run",
                "run --help",
                "run -h",
                "run -V",
                "run --set",
                "run --set -x",
                "run -c",
                "run -cFILE",
                "run -c a -c b",
                "run --config=",
                "run --conf a",
                "run a",
                "run -c=a",
                "completion"
            })
    void allElseIsTheLibrarys(String line) {
        assertThat(RunArguments.plain(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isNull();
    }

    @Test
    void runAloneIsPlain() {
        assertThat(RunArguments.plain(new String[] {"run"})).isEqualTo(new RunArguments(null, List.of()));
    }
}
