package dev.pollux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a stranger runs it, with fewer records: its own accounts have to balance. */
class DemoIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theAccountsBalance() throws Exception {
        Path log = folder.resolve("demo.log");
        List<String> arguments = List.of(
                "-Ddemo.records=3000",
                "-Ddemo.port=" + Ports.free(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pollux.demo.Demo");
        try (ChildProcess demo = ChildProcess.java(arguments, Map.of(), log)) {
            assertThat(demo.waitFor(Duration.ofMinutes(3)))
                    .as(Files.readString(log))
                    .hasValue(0);
        }
        assertThat(Files.readString(log)).contains("3,000");
    }
}
