package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The expressions of the dashboard, as Grafana sends them. */
final class Dashboard {
    private Dashboard() {}

    /** By panel and legend, for this workload. */
    static Map<String, String> expressions(String namespace, String workload) {
        Map<String, String> expressions = new TreeMap<>();
        for (JsonNode panel : tree().path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String name = panel.path("title").asText() + ", "
                        + target.path("refId").asText();
                expressions.put(name, filledIn(target.path("expr").asText(), namespace, workload));
            }
        }
        return expressions;
    }

    static JsonNode tree() {
        try {
            return new ObjectMapper()
                    .readTree(Chart.FOLDER.resolve("dashboards/pollux.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filledIn(String expression, String namespace, String workload) {
        return expression
                .replace("$__rate_interval", "10s")
                .replace("$namespace", namespace)
                .replace("$workload", workload);
    }
}
