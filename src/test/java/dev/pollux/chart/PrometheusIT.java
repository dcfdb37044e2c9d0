package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Prometheus;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import dev.pollux.testkit.SteadyProducer;
import dev.pollux.testkit.WorkerLaunch;
import dev.pollux.testkit.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real worker under load, with the labels that Kubernetes would give it, and is asked everything. */
class PrometheusIT {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final int RATE = 200;

    private static final Map<String, String> LABELS = new TreeMap<>(Map.of(
            "namespace", "kafka",
            "pod", "pollux-0",
            "app_kubernetes_io_name", "pollux",
            "app_kubernetes_io_instance", "pollux"));

    @TempDir
    Path folder;

    private final String topic = Names.unique("orders");
    private final int port = Ports.free();
    private final AtomicLong requests = new AtomicLong();

    @Test
    void everyPanelAlertAndScalerFindsWhatItAsksFor() throws Exception {
        try (Cluster cluster = Cluster.of(SharedBroker.get());
                HttpReceiver receiver = new HttpReceiver("/", exchange -> HttpReceiver.answer(exchange, status()));
                WorkerProcess worker = worker(cluster, receiver).start();
                Prometheus prometheus = new Prometheus(folder, port, LABELS, Alerts.write(folder))) {
            worker.awaitReady(port, BOUND);
            await().atMost(BOUND).until(prometheus::ready);
            try (SteadyProducer load = load(cluster)) {
                asksEverything(prometheus);
                assertThat(load.failure()).isNull();
            }
            helmTestPasses();
            assertThat(worker.alive()).isTrue();
        }
    }

    private void asksEverything(Prometheus prometheus) throws IOException {
        Map<String, String> questions = new TreeMap<>(Dashboard.expressions("kafka", "pollux"));
        Alerts.expressions(folder).forEach((alert, expression) -> {
            // An alert finds nothing while all is well, but each series that it looks at is there.
            Pattern.compile("pollux_\\w+\\{[^}]*\\}")
                    .matcher(expression)
                    .results()
                    .forEach(series -> questions.put(alert + ' ' + series.start(), series.group()));
        });
        questions.put("KEDA", kedaQuery());
        questions.put("prometheus-adapter", adapterQuery());

        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(unanswered(prometheus, questions)).isEmpty());

        assertThat(health(prometheus)).hasSize(8).containsOnly("ok");
        assertThat(prometheus.query(kedaQuery())).hasSize(1);
        JsonNode external = prometheus.query(adapterQuery());
        assertThat(external).hasSize(1);
        assertThat(external.at("/0/metric").size()).isEqualTo(3);
    }

    private static Map<String, String> unanswered(Prometheus prometheus, Map<String, String> questions) {
        Map<String, String> unanswered = new TreeMap<>(questions);
        unanswered.values().removeIf(expression -> answers(prometheus.query(expression)));
        return unanswered;
    }

    /** A quantile of nothing is not a number. */
    private static boolean answers(JsonNode result) {
        return !result.isEmpty() && !result.at("/0/value/1").asText().equals("NaN");
    }

    private static List<String> health(Prometheus prometheus) {
        return prometheus.rules().findValuesAsText("health");
    }

    private static String kedaQuery() {
        return Manifest.only(Chart.objects(Chart.FOLDER.resolve("ci/keda-values.yaml")), "ScaledObject")
                .at("/spec/triggers/0/metadata/query")
                .asText();
    }

    /** The rule for prometheus-adapter, filled in as it does for the selector of the HorizontalPodAutoscaler. */
    private static String adapterQuery() throws IOException {
        JsonNode rule = Manifest.all(Files.readString(Chart.FOLDER.resolve("files/prometheus-adapter.yaml")))
                .getFirst()
                .at("/rules/external/0");
        StringBuilder matchers = new StringBuilder("namespace=\"kafka\"");
        Manifest.only(Chart.objects(Chart.FOLDER.resolve("ci/hpa-values.yaml")), "HorizontalPodAutoscaler")
                .at("/spec/metrics/0/external/metric/selector/matchLabels")
                .properties()
                .forEach(label -> matchers.append(',')
                        .append(label.getKey())
                        .append("=\"")
                        .append(label.getValue().asText())
                        .append('"'));
        return rule.path("metricsQuery")
                .asText()
                .replace("<<.Series>>", "pollux_replicas_wanted")
                .replace("<<.LabelMatchers>>", matchers);
    }

    private void helmTestPasses() {
        HelmTest.Said said = HelmTest.run(folder, port, 0);
        assertThat(said.exitCode()).as(said.text()).hasValue(0);
        assertThat(said.text()).isEqualTo("ready\nscraped\n");
    }

    /** One record in fifty is refused, and becomes a dead letter. */
    private int status() {
        return requests.incrementAndGet() % 50 == 0 ? 422 : 204;
    }

    private WorkerLaunch worker(Cluster cluster, HttpReceiver receiver) {
        cluster.createTopic(topic, 6);
        cluster.createTopic(topic + ".dlt", 1);
        return WorkerLaunch.of(folder, """
                        kafka: {bootstrap.servers: '%s'}
                        group: %s
                        topics: [%s]
                        server: {port: %d}
                        retry: {max-attempts: 1}
                        handler: {type: http, http: {url: '%s'}}
                        """.formatted(
                                cluster.bootstrapServers(), Names.unique("group"), topic, port, receiver.url("/")))
                .environment("POD_NAME", "pollux-0");
    }

    private SteadyProducer load(Cluster cluster) {
        return SteadyProducer.perSecond(
                RATE,
                cluster.bootstrapServers(),
                number -> new ProducerRecord<>(topic, Records.bytes("key" + number % 100), Records.bytes("{}")));
    }
}
