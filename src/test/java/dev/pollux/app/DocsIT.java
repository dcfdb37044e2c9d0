package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Http;
import dev.pollux.testkit.Promtool;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of a running worker is so, and the other way round. (Its keys: {@code ConfigReferenceTest}.) */
class DocsIT extends ProcessTest {
    private static final Path README = Path.of("README.md");

    @Test
    void metricsAndPathsAreTheOnesInTheReadme() throws Exception {
        String topic = cluster.newTopic("orders", 3);
        Records.produce(cluster, topic, 500, 50);
        try (WorkerProcess worker = launch(topic, "type: discard").start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            awaitAnswer("/metrics", 200, "pollux_commit_seconds_count{outcome=\"ok\"}");
            awaitAnswer("/metrics", 200, "pollux_group_lag_records{topic=\"" + topic + "\"} 0.0");
            awaitAnswer("/metrics", 200, "pollux_replicas_wanted 1.0");
            String metrics = Http.get(port, "/metrics").body();

            assertThat(metrics)
                    .contains("pollux_records_total{outcome=\"accepted\",topic=\"" + topic + "\"} 500.0")
                    .contains("pollux_partitions_assigned 3.0");
            assertThat(Promtool.complaints(metrics)).isEmpty();
            assertThat(found(metrics, "# TYPE (pollux_\\w+) ")).isEqualTo(inReadme("^\\| `(pollux_\\w+)` \\|"));

            Set<String> paths = inReadme("^\\| `GET (/\\w*)` \\|");
            assertThat(paths).isEqualTo(found(Files.readString(routes()), "routes,\\s+\"(/\\w*)\""));
            for (String path : paths) {
                assertThat(Http.get(port, path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(worker.alive()).isTrue();
        }
    }

    @Test
    void statusHasTheKeysInTheReadme() throws Exception {
        String topic = cluster.newTopic("orders", 1);
        try (WorkerProcess worker = launch(topic, "type: discard").start()) {
            awaitAnswer("/status", 200, "\"topic\":\"" + topic + "\"");
            String readme = Files.readString(README);
            String table = readme.substring(readme.indexOf("`/status` has these keys"), readme.indexOf("## Metrics"));
            assertThat(found(Http.get(port, "/status").body(), "\"(\\w+)\":")).isEqualTo(keys(table));
            assertThat(worker.alive()).isTrue();
        }
    }

    private static Set<String> keys(String table) {
        Set<String> keys = new TreeSet<>();
        table.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            keys.addAll(found(cells[1], "`(\\w+)`"));
            // A row about an object or a list of them names its keys in its second cell.
            if (cells[1].contains("totals") || cells[1].contains("partitions")) {
                keys.addAll(found(cells[2], "`(\\w+)`"));
            }
        });
        return keys;
    }

    private static Set<String> inReadme(String pattern) throws Exception {
        return found(Files.readString(README), pattern);
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static Path routes() {
        return Path.of("src/main/java/dev/pollux/admin/Routes.java");
    }
}
