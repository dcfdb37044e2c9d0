package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's form; whether its expressions find anything, {@code PrometheusIT} asks Prometheus. */
class DashboardTest {
    @TempDir
    Path folder;

    @Test
    void theConfigMapHoldsItUnchangedUnderTheSidecarsLabel() throws IOException {
        Manifest map = Chart.objects(Values.of(folder, "monitoring: {dashboard: {enabled: true}}")).stream()
                .filter(object -> object.name().equals("pollux-dashboard"))
                .findFirst()
                .orElseThrow();

        assertThat(new ObjectMapper().readTree(map.at("/data/pollux.json").asText()))
                .isEqualTo(Dashboard.tree());
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    }

    @Test
    void panelsHaveTheirOwnIdsAndPlaces() {
        Set<Integer> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (JsonNode panel : Dashboard.tree().path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(places.add(panel.path("gridPos").toString())).isTrue();
            assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
                    .isLessThanOrEqualTo(24);
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        }
        assertThat(ids).hasSizeGreaterThan(20);
    }
}
