package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code kubectl kustomize} makes of a folder: the real one, where kubectl is on the path, and always our own reading of the few
 * of its words that {@code k8s/} uses. The hash at the end of a generated ConfigMap's name is left out.
 */
final class Kustomize {
    private Kustomize() {}

    /** Our own reading. */
    static List<Manifest> read(Path folder) {
        JsonNode file =
                manifests(folder.resolve("kustomization.yaml")).getFirst().tree();
        List<Manifest> objects = new ArrayList<>();
        for (JsonNode resource : file.path("resources")) {
            Path path = folder.resolve(resource.asText());
            objects.addAll(Files.isDirectory(path) ? read(path) : manifests(path));
        }
        file.path("configMapGenerator").forEach(generator -> objects.add(configMap(folder, generator)));
        file.path("patches").forEach(patch -> objects.forEach(object -> patch(object, patch)));
        return objects;
    }

    /** Whether the real one is here. */
    static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** The real one. */
    static List<Manifest> run(Path folder) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kubectl.waitFor() != 0) {
            throw new AssertionError("kubectl kustomize " + folder + " ended with " + kubectl.exitValue());
        }
        return Manifest.all(said.replaceAll("(name: pollux-config)-[a-z0-9]{10}\n", "$1\n"));
    }

    private static List<Manifest> manifests(Path file) {
        return Manifest.all(text(file));
    }

    private static Manifest configMap(Path folder, JsonNode generator) {
        ObjectNode map = new ObjectMapper().createObjectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = map.putObject("metadata");
        metadata.set("name", generator.path("name"));
        metadata.set("namespace", generator.path("namespace"));
        metadata.set("labels", generator.at("/options/labels"));
        ObjectNode data = map.putObject("data");
        generator.path("files").forEach(file -> data.put(file.asText(), text(folder.resolve(file.asText()))));
        return new Manifest(map);
    }

    private static void patch(Manifest object, JsonNode patch) {
        if (!object.kind().equals(patch.at("/target/kind").asText())
                || !object.name().equals(patch.at("/target/name").asText())) {
            return;
        }
        String operation = patch.path("patch").asText().strip();
        if (!operation.matches("- op: remove\\s+path: /spec/\\w+")) {
            throw new AssertionError("not read here: " + operation);
        }
        ((ObjectNode) object.at("/spec")).remove(operation.substring(operation.lastIndexOf('/') + 1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
