package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart by the real Helm: lint, every case rendered, every object known to Kubernetes to its last field. */
class ChartTest {
    @TempDir
    Path folder;

    @Test
    void lintFindsNothing() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(lint.getMessages()).noneMatch(said -> said.contains("[ERROR]") || said.contains("[WARNING]"));
        assertThat(lint.isFailed()).isFalse();
    }

    static Stream<List<Path>> valuesFiles() {
        return Stream.concat(Stream.of(List.of()), Chart.cases().stream().map(List::of));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyFieldIsKnown(List<Path> values) {
        List<Manifest> objects = Chart.objects(values.toArray(Path[]::new));

        assertThat(objects).isNotEmpty().allSatisfy(KnownFields::check);
        KnownFields.check(Chart.testPod(folder, values.toArray(Path[]::new)));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void theNotesAreWhole(List<Path> values) {
        assertThat(Chart.notes(values.toArray(Path[]::new)))
                .contains("pollux_group_lag", "helm -n kafka test pollux")
                .doesNotContain("<no value>", "%!");
    }

    @Test
    void anUnknownFieldIsAnError() {
        assertThatThrownBy(() -> KnownFields.check(Manifest.all("""
                        apiVersion: apps/v1
                        kind: StatefulSet
                        spec: {template: {spec: {containers: [{name: a, imagePullPolice: Always}]}}}
                        """).getFirst()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("imagePullPolice");
        assertThatThrownBy(() -> KnownFields.check(Manifest.all("""
                        apiVersion: keda.sh/v1alpha1
                        kind: ScaledObject
                        spec: {maxReplicas: 3, triggers: [{type: kafka, metadata: {topics: a}}]}
                        """).getFirst()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("spec.maxReplicas")
                .hasMessageContaining("kafka metadata topics")
                .hasMessageContaining("needs consumerGroup");
    }

    @Test
    void theVersionsAreThePoms() throws IOException {
        String pom = Files.readString(Project.folder().resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

        assertThat(ChartVersion.of("version")).isEqualTo(version);
        assertThat(ChartVersion.of("appVersion")).isEqualTo(version);
    }

    @Test
    void valuesAreFew() throws IOException {
        assertThat(Files.readAllLines(Chart.FOLDER.resolve("values.yaml"))).hasSizeLessThan(250);
    }

    @Test
    void theReadmesValuesScaleAndAreWatched() throws IOException {
        String readme = Files.readString(Project.folder().resolve("README.md"));
        String section = readme.substring(readme.indexOf("## On Kubernetes"));
        String values = section.substring(section.indexOf("```yaml\n") + "```yaml\n".length());
        Path file = Values.of(folder, values.substring(0, values.indexOf("```")).stripIndent());

        assertThat(Chart.objects(file)).allSatisfy(KnownFields::check);
        assertThat(Chart.objects(file))
                .extracting(Manifest::kind)
                .contains("ScaledObject", "PodMonitor", "PrometheusRule", "NetworkPolicy", "PodDisruptionBudget");
    }

    @Test
    void itIsPackagedAsOneFile() {
        assertThat(PackageChart.into(folder)).isNotEmptyFile();
    }
}
