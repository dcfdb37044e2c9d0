package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What the pods are and what they may. */
class PodTest {
    private static final String POD = "/spec/template/spec";

    @TempDir
    Path folder;

    @Test
    void membersStartTogetherAndKeepNothing() {
        Manifest set = statefulSet();

        assertThat(set.at("/spec/podManagementPolicy").asText()).isEqualTo("Parallel");
        assertThat(set.at("/spec/volumeClaimTemplates").isMissingNode()).isTrue();
        assertThat(set.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(set.at(POD + "/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(texts(set.at(POD + "/containers/0/env"), "name")).contains("POD_NAME", "POD_NAMESPACE", "POD_ZONE");
        assertThat(set.at(POD + "/containers/0/startupProbe/httpGet/path").asText())
                .isEqualTo("/startupz");
        assertThat(set.at(POD + "/containers/0/readinessProbe/httpGet/path").asText())
                .isEqualTo("/readyz");
        assertThat(set.at(POD + "/containers/0/livenessProbe/httpGet/path").asText())
                .isEqualTo("/livez");
    }

    @Test
    void everyContainerIsConfined() {
        for (Path values : Chart.cases()) {
            JsonNode pod = statefulSet(values).at(POD);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (JsonNode container : both(pod)) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            }
        }
    }

    @Test
    void theConfigurationIsPassedOnUnchanged() {
        Path values = Values.of(folder, """
                config:
                  kafka: {max.poll.interval.ms: 3600000, retry.backoff.ms: 100, sasl.jaas.config: 'a "b" ${C};'}
                  topics: null
                  topic-pattern: 'orders\\..*'
                  retry: {jitter: 0.25, backoff-factor: 10}
                  commit: {max-records: 12345678}
                  fail-fast: true
                """);

        String text = Manifest.only(Chart.objects(values), "ConfigMap")
                .at("/data/pollux.yaml")
                .asText();

        assertThat(text)
                .contains("max.poll.interval.ms: 3600000", "max-records: 12345678", "jitter: 0.25", "fail-fast: true");
        assertThat(text).contains("sasl.jaas.config: a \"b\" ${C};", "topic-pattern: orders\\..*");
        assertThat(new Yaml().<Object>load(text)).isNotNull();
    }

    @Test
    void anotherConfigurationRestartsThePods() {
        String checksum = "/spec/template/metadata/annotations/checksum~1config";

        assertThat(statefulSet().at(checksum).asText())
                .isNotEqualTo(statefulSet(Values.of(folder, "config: {concurrency: 3}"))
                        .at(checksum)
                        .asText());
    }

    @Test
    void onlyTheWorkerGetsATokenAndOnlyForOnShutdownAuto() {
        JsonNode withHandler = statefulSet(ci("http")).at(POD);
        assertThat(withHandler.path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(mounts(withHandler.at("/containers/0"))).contains("/var/run/secrets/kubernetes.io/serviceaccount");
        assertThat(mounts(withHandler.at("/initContainers/0"))).containsExactly("/tmp");

        List<Manifest> leaves = Chart.objects(ci("java"));
        assertThat(leaves).noneMatch(object -> object.kind().startsWith("Role"));
        assertThat(Manifest.only(leaves, "StatefulSet").tree().toString()).doesNotContain("serviceAccountToken");

        Manifest role = Manifest.only(Chart.objects(), "Role");
        assertThat(role.at("/rules").toString())
                .isEqualTo("[{\"apiGroups\":[\"apps\"],\"resources\":[\"statefulsets\"],"
                        + "\"resourceNames\":[\"pollux\"],\"verbs\":[\"get\"]}]");
    }

    @Test
    void theHandlersProgramIsASidecarThatStartsFirst() {
        JsonNode handler = statefulSet(ci("http")).at(POD + "/initContainers/0");

        assertThat(handler.path("name").asText()).isEqualTo("handler");
        assertThat(handler.path("restartPolicy").asText()).isEqualTo("Always");
        assertThat(handler.at("/startupProbe/httpGet/port").asText()).isEqualTo("orders");
    }

    @Test
    void pluginsComeFromAnImage() {
        JsonNode copied = statefulSet(ci("java")).at(POD);
        assertThat(copied.at("/initContainers/0/command").toString())
                .isEqualTo("[\"cp\",\"-R\",\"/plugins/.\",\"/copied\"]");
        assertThat(mounts(copied.at("/initContainers/0"))).containsExactly("/copied");
        assertThat(mounts(copied.at("/containers/0"))).contains("/plugins");

        JsonNode mounted = statefulSet(ci("java-image-volume")).at(POD);
        assertThat(mounted.path("initContainers").isMissingNode()).isTrue();
        assertThat(mounted.toString()).contains("\"subPath\":\"jars\"", "\"reference\":");
    }

    @Test
    void replicasAreLeftToTheScaler() {
        for (String scaled : List.of("keda", "keda-kafka", "hpa", "java")) {
            Manifest set = statefulSet(ci(scaled));
            assertThat(set.at("/spec/replicas").isMissingNode()).as(scaled).isTrue();
            assertThat(set.at("/metadata/annotations").isMissingNode())
                    .as(scaled)
                    .isTrue();
        }
    }

    private static Path ci(String name) {
        return Chart.FOLDER.resolve("ci/" + name + "-values.yaml");
    }

    private static Manifest statefulSet(Path... values) {
        return Manifest.only(Chart.objects(values), "StatefulSet");
    }

    private static List<JsonNode> both(JsonNode pod) {
        return StreamSupport.stream(
                        List.of(pod.path("initContainers"), pod.path("containers"))
                                .spliterator(),
                        false)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .toList();
    }

    private static List<String> mounts(JsonNode container) {
        return texts(container.path("volumeMounts"), "mountPath");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
