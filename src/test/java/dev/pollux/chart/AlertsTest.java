package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pollux.testkit.Project;
import dev.pollux.testkit.Promtool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert by Prometheus' own tools: it is well formed, it fires when it should and does not when it should not. */
class AlertsTest {
    private static final String STORIES = "alerts-test.yaml";

    @TempDir
    Path folder;

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        Promtool.Said said = Promtool.checkRules(Alerts.write(folder));

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("SUCCESS: 8 rules found");
    }

    @Test
    void eachFiresInItsStoryAndNotBefore() throws Exception {
        Alerts.write(folder);
        Path stories = Files.writeString(folder.resolve(STORIES), stories());

        Promtool.Said said = Promtool.testRules(stories);

        assertThat(said.exitCode()).as(said.text()).isZero();
    }

    @Test
    void eachHasAStoryInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        assertThat(found(stories(), "alertname: (\\w+)\\s+exp_alerts")).isEqualTo(names());
        assertThat(found(stories(), "alertname: (\\w+)\\}")).isEqualTo(names());
    }

    @Test
    void eachSaysForHowLongHowBadAndWhatToDo() {
        for (JsonNode alert : Alerts.spec(folder).at("/groups/0/rules")) {
            String name = alert.path("alert").asText();
            assertThat(alert.path("for").asText()).as(name).matches("[1-9][0-9]*m");
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotEmpty();
        }
    }

    @Test
    void eachHasARunbookInTheReadme() throws IOException {
        String readme = Files.readString(Project.folder().resolve("README.md"));

        assertThat(found(readme, "^#### (Pollux\\w+)$")).isEqualTo(names());
    }

    @Test
    void withoutAMemberAtLeastNobodyMissesOne() {
        Path values = Values.of(folder, """
                monitoring: {prometheusRule: {enabled: true}}
                autoscaling: {scaler: keda, minReplicas: 0, keda: {trigger: kafka}}
                """);

        assertThat(Manifest.only(Chart.objects(values), "PrometheusRule").tree().toString())
                .doesNotContain("PolluxNoMembers");
    }

    private Set<String> names() {
        return Alerts.expressions(folder).keySet();
    }

    private static String stories() throws IOException {
        try (var stories = AlertsTest.class.getResourceAsStream(STORIES)) {
            return new String(Objects.requireNonNull(stories).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
