package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade by the real Helm does to the number of replicas, which may be somebody else's by then. */
class UpgradeTest {
    private static final String STATEFUL_SET = "/apis/apps/v1/namespaces/kafka/statefulsets/pollux";

    @TempDir
    Path folder;

    private final ObjectStore cluster = new ObjectStore();

    @Test
    void handingOverToAScalerKeepsTheReplicas() {
        try (cluster) {
            install("replicaCount: 4");
            assertThat(replicas()).isEqualTo(4);
            scale(6);

            upgrade("autoscaling: {scaler: external}");
            assertThat(replicas()).isEqualTo(6);

            scale(9);
            upgrade("{autoscaling: {scaler: external}, config: {concurrency: 7}}");
            assertThat(replicas()).isEqualTo(9);
        }
    }

    @Test
    void whatWasNeverWrittenIsNotTouched() {
        try (cluster) {
            install("autoscaling: {scaler: external}");
            assertThat(replicas()).isEqualTo(1);
            scale(5);

            upgrade("{autoscaling: {scaler: external}, config: {concurrency: 7}}");

            assertThat(replicas()).isEqualTo(5);
            assertThat(cluster.get(STATEFUL_SET).at("/metadata/annotations").has("pollux.dev/replicas"))
                    .isFalse();
        }
    }

    private void install(String values) {
        new Helm(Chart.FOLDER)
                .install()
                .withName("pollux")
                .withNamespace("kafka")
                .withKubeConfigContents(cluster.kubeConfig())
                .disableOpenApiValidation()
                .withValuesFile(Values.of(folder, values))
                .call();
    }

    private void upgrade(String values) {
        new Helm(Chart.FOLDER)
                .upgrade()
                .withName("pollux")
                .withNamespace("kafka")
                .withKubeConfigContents(cluster.kubeConfig())
                .disableOpenApiValidation()
                .withValuesFile(Values.of(folder, values))
                .call();
    }

    private int replicas() {
        return cluster.get(STATEFUL_SET).at("/spec/replicas").asInt();
    }

    private void scale(int replicas) {
        cluster.get(STATEFUL_SET).withObjectProperty("spec").put("replicas", replicas);
    }
}
