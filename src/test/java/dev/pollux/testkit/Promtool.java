package dev.pollux.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Prometheus' own checker, on the path. */
public final class Promtool {
    private Promtool() {}

    /** What {@code promtool check metrics} finds wrong with a text; empty when nothing. */
    public static String complaints(String text) throws Exception {
        Process promtool = start();
        try {
            try (var input = promtool.getOutputStream()) {
                input.write(text.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!promtool.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("promtool did not end within 30 s; so far: " + said);
            }
            return promtool.exitValue() == 0 ? said : said + "exit " + promtool.exitValue();
        } finally {
            promtool.destroyForcibly();
        }
    }

    private static Process start() {
        try {
            return new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs promtool on the PATH: apt-get install prometheus (Debian, Ubuntu),"
                            + " brew install prometheus, or a release from prometheus.io/download",
                    e);
        }
    }
}
