package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One Kubernetes object as it was written. Keys given twice are an error. */
record Manifest(JsonNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every object in YAML of several documents. */
    static List<Manifest> all(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(yaml).spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> new Manifest(JSON.valueToTree(document)))
                .toList();
    }

    String kind() {
        return tree.path("kind").asText();
    }

    String apiVersion() {
        return tree.path("apiVersion").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    /** A part of it, by JSON Pointer; missing where there is none. */
    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** The only one of this kind. */
    static Manifest only(List<Manifest> objects, String kind) {
        List<Manifest> found =
                objects.stream().filter(object -> object.kind().equals(kind)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of kind " + kind);
        }
        return found.getFirst();
    }

    @Override
    public String toString() {
        return kind() + '/' + name();
    }
}
