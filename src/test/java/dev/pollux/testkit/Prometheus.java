package dev.pollux.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Prometheus that scrapes one target of this machine every second, from the path. */
public final class Prometheus implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final int port = Ports.free();
    private final ChildProcess process;

    /**
     * Starts it.
     *
     * @param folder for its data, its configuration and its log
     * @param targetPort where {@code /metrics} is
     * @param labels of the target, as a service discovery would add them
     * @param rules a file of rules
     */
    public Prometheus(Path folder, int targetPort, Map<String, String> labels, Path rules) {
        Path config = folder.resolve("prometheus.yml");
        try {
            Files.writeString(config, """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: [%s]
                    scrape_configs:
                      - job_name: pollux
                        static_configs:
                          - targets: ['localhost:%d']
                            labels: %s
                    """.formatted(rules, targetPort, json.writeValueAsString(labels)));
            process = ChildProcess.start(
                    List.of(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("prometheus"),
                            "--web.listen-address=127.0.0.1:" + port),
                    Map.of(),
                    folder.resolve("prometheus.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw new AssertionError(
                    "This test needs prometheus on the PATH: .ci/run unpacks Debian's package; else apt-get install"
                            + " prometheus (Debian, Ubuntu), brew install prometheus, or a release from"
                            + " prometheus.io/download",
                    e);
        }
    }

    /** What an expression comes to now: one element for each series; empty when there is none. */
    public JsonNode query(String expression) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    /** Its alerting rules, with their health. */
    public JsonNode rules() {
        return get("/api/v1/rules").at("/data/groups");
    }

    /** Whether it answers. */
    public boolean ready() {
        if (!process.alive()) {
            throw new AssertionError("prometheus ended: " + process.tail(20));
        }
        try {
            return Http.get(port, "/-/ready").statusCode() == 200;
        } catch (ConnectException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private JsonNode get(String path) {
        try {
            return json.readTree(Http.get(port, path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
