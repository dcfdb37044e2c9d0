package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wrk}, a program in C that does nothing but send: what receiver and machine can take at most. */
final class Wrk {
    /** What it posts is not counted. */
    static final String PATH = "/wrk";

    private static final int SECONDS = 10;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([\\d.]+)");

    private Wrk() {}

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    }

    /** Returns requests a second. */
    static double run(Ground ground, String url, String name) throws IOException {
        Path script = Files.writeString(ground.logs().resolve("wrk.lua"), """
                wrk.method = "POST"
                wrk.body = string.rep("x", %d)
                wrk.headers["content-type"] = "application/octet-stream"
                wrk.headers["idempotency-key"] = "bench-0123456789/11/12345"
                wrk.headers["ce-specversion"] = "1.0"
                wrk.headers["ce-id"] = "bench-0123456789/11/12345"
                wrk.headers["ce-source"] = "/bench-0123456789/11"
                wrk.headers["ce-type"] = "dev.pollux.record"
                wrk.headers["ce-time"] = "2026-01-02T03:04:05.678Z"
                wrk.headers["ce-partitionkey"] = "customer-0001234"
                """.formatted(HttpPosts.BODY_BYTES));
        List<String> command =
                List.of("wrk", "-t1", "-c" + HttpPosts.IN_FLIGHT, "-d" + SECONDS + "s", "-s", script.toString(), url);
        try (ChildProcess process =
                ChildProcess.start(command, Map.of(), ground.logs().resolve(name + ".log"))) {
            var _ = process.waitFor(Duration.ofSeconds(6 * SECONDS));
            Matcher rate = RATE.matcher(process.output());
            if (!rate.find()) {
                throw new IllegalStateException("wrk failed:\n" + process.output());
            }
            System.out.printf(Locale.ROOT, "%-34s %9.0f requests/s%n", name, Double.parseDouble(rate.group(1)));
            return Double.parseDouble(rate.group(1));
        }
    }
}
