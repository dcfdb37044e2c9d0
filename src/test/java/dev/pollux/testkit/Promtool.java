package dev.pollux.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus' own checker, on the path. */
public final class Promtool {
    private Promtool() {}

    /** What {@code promtool check metrics} finds wrong with a text; empty when nothing. */
    public static String complaints(String text) throws Exception {
        Said said = run(text, "check", "metrics");
        return said.exitCode() == 0 ? said.text() : said.text() + "exit " + said.exitCode();
    }

    /** What {@code promtool check rules} says of a file of rules. */
    public static Said checkRules(Path file) throws Exception {
        return run("", "check", "rules", "--lint=all", "--lint-fatal", file.toString());
    }

    /** What {@code promtool test rules} says of a file of stories. */
    public static Said testRules(Path file) throws Exception {
        return run("", "test", "rules", file.toString());
    }

    /** What it wrote, standard output and standard error together, and its exit code: 0 when all is well. */
    public record Said(String text, int exitCode) {}

    private static Said run(String input, String... arguments) throws Exception {
        Process promtool = start(arguments);
        try {
            try (var stdin = promtool.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!promtool.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("promtool did not end within 30 s; so far: " + said);
            }
            return new Said(said, promtool.exitValue());
        } finally {
            promtool.destroyForcibly();
        }
    }

    private static Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs promtool on the PATH: apt-get install prometheus (Debian, Ubuntu),"
                            + " brew install prometheus, or a release from prometheus.io/download",
                    e);
        }
    }
}
