package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code k8s/} is what the chart renders. Run with {@code -Dpollux.docs.write=true} to write it anew. */
class PlainManifestsTest {
    private static final Path FOLDER = Project.folder().resolve("k8s");
    private static final Path BASE = FOLDER.resolve("base");
    private static final Path KEDA = Chart.FOLDER.resolve("ci/keda-values.yaml");

    @BeforeAll
    static void write() throws IOException {
        if (!Boolean.getBoolean("pollux.docs.write")) {
            return;
        }
        for (JsonNode object : PlainManifests.ofChart().values()) {
            if (object.path("kind").asText().equals("ConfigMap")) {
                Files.writeString(
                        BASE.resolve("pollux.yaml"),
                        object.at("/data/pollux.yaml").asText());
            } else {
                Files.writeString(BASE.resolve(PlainManifests.file(object)), PlainManifests.yaml(object));
            }
        }
        for (String kind : List.of("ScaledObject", "PodMonitor")) {
            JsonNode object = PlainManifests.one(PlainManifests.ofChart(KEDA), kind + "/pollux");
            Files.writeString(
                    FOLDER.resolve("overlays/keda").resolve(PlainManifests.file(object)), PlainManifests.yaml(object));
        }
    }

    @Test
    void theBaseIsTheChartsDefaults() {
        assertThat(PlainManifests.byName(Kustomize.read(BASE))).isEqualTo(PlainManifests.ofChart());
    }

    @Test
    void theOverlayForKedaIsTheChartWithKeda() {
        assertThat(PlainManifests.byName(Kustomize.read(FOLDER.resolve("overlays/keda"))))
                .isEqualTo(PlainManifests.ofChart(KEDA));
    }

    @Test
    void theOverlayWithAKafkaIsTheBaseAndAKafkaThatTheWorkersFind() throws IOException {
        SortedMap<String, JsonNode> objects =
                PlainManifests.byName(Kustomize.read(FOLDER.resolve("overlays/one-node-kafka")));

        assertThat(objects).containsAllEntriesOf(PlainManifests.ofChart());
        assertThat(objects).containsKeys("Namespace/pollux", "Service/kafka", "StatefulSet/kafka", "Job/kafka-topics");
        String pom = Files.readString(Project.folder().resolve("pom.xml"));
        String version = pom.replaceAll("(?s).*<kafka.version>(.*?)</kafka.version>.*", "$1");
        assertThat(PlainManifests.one(objects, "StatefulSet/kafka").toString())
                .contains("apache/kafka:" + version + '"');
        assertThat(PlainManifests.one(objects, "Job/kafka-topics").toString())
                .contains("apache/kafka:" + version + '"');
        assertThat(PlainManifests.one(objects, "ConfigMap/pollux-config").toString())
                .contains("bootstrap.servers: kafka:9092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/keda", "overlays/one-node-kafka"})
    void everyFieldIsKnown(String folder) {
        assertThat(Kustomize.read(FOLDER.resolve(folder))).allSatisfy(KnownFields::check);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/keda", "overlays/one-node-kafka"})
    void kubectlReadsThemAsWeDo(String folder) throws IOException, InterruptedException {
        if (!Kustomize.installed()) {
            System.out.println("kubectl is not on the path: k8s/" + folder + " was read by the test alone");
            return;
        }
        assertThat(PlainManifests.byName(Kustomize.run(FOLDER.resolve(folder))))
                .isEqualTo(PlainManifests.byName(Kustomize.read(FOLDER.resolve(folder))));
    }
}
