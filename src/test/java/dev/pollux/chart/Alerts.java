package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The chart's alerts, as Prometheus reads them. */
final class Alerts {
    private static final String ON = "monitoring: {prometheusRule: {enabled: true}}";

    private Alerts() {}

    /** Writes them as a file of rules, as the Prometheus operator would: JSON is YAML. */
    static Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("alerts.yaml"), spec(folder).toString());
    }

    /** Their expressions by name. */
    static Map<String, String> expressions(Path folder) {
        Map<String, String> expressions = new TreeMap<>();
        for (JsonNode rule : spec(folder).at("/groups/0/rules")) {
            expressions.put(rule.path("alert").asText(), rule.path("expr").asText());
        }
        return expressions;
    }

    static JsonNode spec(Path folder) {
        return Manifest.only(Chart.objects(Values.of(folder, ON)), "PrometheusRule")
                .at("/spec");
    }
}
