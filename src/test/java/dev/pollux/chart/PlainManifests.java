package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What the chart renders, without what only Helm needs: as it stands in {@code k8s/}. */
final class PlainManifests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHECKSUM = "checksum/config";
    private static final String REPLICAS = "pollux.dev/replicas";

    private PlainManifests() {}

    /** The chart's objects in the namespace pollux, by kind and name. */
    static SortedMap<String, JsonNode> ofChart(Path... values) {
        return byName(Chart.objectsIn("pollux", values));
    }

    static SortedMap<String, JsonNode> byName(List<Manifest> objects) {
        SortedMap<String, JsonNode> plain = new TreeMap<>();
        objects.forEach(object -> plain.put(object.toString(), plain(object.tree())));
        return plain;
    }

    /** The one of this kind and name, which is there. */
    static JsonNode one(Map<String, JsonNode> objects, String name) {
        JsonNode object = objects.get(name);
        if (object == null) {
            throw new AssertionError(name + " is not among " + objects.keySet());
        }
        return object;
    }

    /** The name of the file for an object of the base. */
    static String file(JsonNode object) {
        return object.path("kind").asText().toLowerCase(Locale.ROOT) + ".yaml";
    }

    /** As a file. */
    static String yaml(JsonNode object) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(120);
        return new Yaml(options).dump(JSON.convertValue(object, Map.class));
    }

    private static JsonNode plain(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by"));
        }
        without(copy.path("metadata"), REPLICAS);
        without(copy.at("/spec/template/metadata"), CHECKSUM);
        return copy;
    }

    private static void without(JsonNode metadata, String annotation) {
        if (metadata instanceof ObjectNode node && node.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(annotation);
            if (annotations.isEmpty()) {
                node.remove("annotations");
            }
        }
    }
}
