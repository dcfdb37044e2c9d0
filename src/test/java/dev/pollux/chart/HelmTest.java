package dev.pollux.chart;

import dev.pollux.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The script of the pod of {@code helm test}, by bash as there. */
final class HelmTest {
    private static final Duration BOUND = Duration.ofSeconds(90);

    private HelmTest() {}

    /**
     * Runs it.
     *
     * @param folder for its log and a copy of the chart
     * @param port the worker's, on this machine
     * @param patience how many seconds it waits for a worker that is ready
     */
    static Said run(Path folder, int port, int patience) {
        String script = Chart.testPod(folder).at("/spec/containers/0/command/2").asText();
        Map<String, String> environment =
                Map.of("WORKER", "127.0.0.1", "PORT", String.valueOf(port), "PATIENCE", String.valueOf(patience));
        try (ChildProcess test =
                ChildProcess.start(List.of("bash", "-euc", script), environment, folder.resolve("helm-test.log"))) {
            return new Said(test.waitFor(BOUND), test.output());
        }
    }

    /**
     * How it ended.
     *
     * @param exitCode empty where it did not
     * @param text what it printed
     */
    record Said(OptionalInt exitCode, String text) {}
}
