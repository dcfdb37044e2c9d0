package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.pollux.testkit.HttpReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * As much of the Kubernetes API as Helm needs to install and upgrade this chart: discovery, and objects that are written, merged and
 * read. A StatefulSet without {@code spec.replicas} has one, as in Kubernetes. Thread-safe.
 */
final class ObjectStore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** API, plural, kind. */
    private static final List<List<String>> RESOURCES = List.of(
            List.of("v1", "secrets", "Secret"),
            List.of("v1", "configmaps", "ConfigMap"),
            List.of("v1", "services", "Service"),
            List.of("v1", "serviceaccounts", "ServiceAccount"),
            List.of("apps/v1", "statefulsets", "StatefulSet"),
            List.of("policy/v1", "poddisruptionbudgets", "PodDisruptionBudget"),
            List.of("networking.k8s.io/v1", "networkpolicies", "NetworkPolicy"),
            List.of("rbac.authorization.k8s.io/v1", "roles", "Role"),
            List.of("rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding"));

    private static final String NO_SUCH_OBJECT =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

    private final StoredSecrets secrets = new StoredSecrets();
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final HttpReceiver server = new HttpReceiver("/", this::answer);

    /** What {@code kubectl} would read of it. */
    String kubeConfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: '%s'}}]
                contexts: [{name: test, context: {cluster: test, user: test, namespace: kafka}}]
                users: [{name: test, user: {}}]
                """.formatted(server.url(""));
    }

    /** The object at a path such as {@code /apis/apps/v1/namespaces/kafka/statefulsets/pollux}. */
    synchronized ObjectNode get(String path) {
        ObjectNode found = objects.get(path);
        if (found == null) {
            throw new AssertionError(path + " is not among " + objects.keySet());
        }
        return found;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.contains("/secrets")) {
            byte[] answer = body.length > 0
                    ? secrets.put(body)
                    : path.endsWith("/secrets") ? secrets.list() : secrets.get(path.replaceFirst(".*/", ""));
            send(exchange, StoredSecrets.PROTOBUF, answer);
            return;
        }
        JsonNode sent = body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        JsonNode answer = switch (exchange.getRequestMethod()) {
            case "POST" -> put(path + '/' + sent.at("/metadata/name").asText(), sent);
            case "PUT" -> put(path, sent);
            case "PATCH" -> put(path, merged(get(path), sent));
            default -> read(path);
        };
        send(
                exchange,
                "application/json",
                answer == null ? null : answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, String type, byte @Nullable [] answer) throws IOException {
        byte[] text = answer == null ? NO_SUCH_OBJECT.getBytes(StandardCharsets.UTF_8) : answer;
        exchange.getResponseHeaders().set("Content-Type", answer == null ? "application/json" : type);
        exchange.sendResponseHeaders(answer == null ? NOT_FOUND : OK, text.length);
        exchange.getResponseBody().write(text);
    }

    private ObjectNode put(String path, JsonNode object) {
        ObjectNode stored = object.deepCopy();
        if (stored.path("kind").asText().equals("StatefulSet")
                && !stored.path("spec").has("replicas")) {
            stored.withObjectProperty("spec").put("replicas", 1);
        }
        objects.put(path, stored);
        return stored;
    }

    private @Nullable JsonNode read(String path) {
        if (path.equals("/version")) {
            return JSON.createObjectNode()
                    .put("major", "1")
                    .put("minor", "36")
                    .put("gitVersion", "v" + Chart.KUBERNETES);
        }
        JsonNode object = objects.get(path);
        return object != null ? object : discovery(path);
    }

    private static @Nullable JsonNode discovery(String path) {
        if (path.equals("/api")) {
            ObjectNode versions = JSON.createObjectNode().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            return versions;
        }
        if (path.equals("/apis")) {
            ObjectNode groups =
                    JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
            ArrayNode list = groups.putArray("groups");
            RESOURCES.stream()
                    .map(List::getFirst)
                    .filter(api -> api.contains("/"))
                    .distinct()
                    .forEach(api -> list.add(group(api)));
            return groups;
        }
        ObjectNode resources =
                JSON.createObjectNode().put("kind", "APIResourceList").put("apiVersion", "v1");
        String api = path.replaceFirst("^/apis?/", "");
        resources.put("groupVersion", api);
        ArrayNode list = resources.putArray("resources");
        RESOURCES.stream().filter(resource -> resource.getFirst().equals(api)).forEach(resource -> {
            ObjectNode entry = list.addObject();
            entry.put("name", resource.get(1)).put("singularName", "").put("namespaced", true);
            entry.put("kind", resource.get(2));
            List.of("create", "get", "list", "patch", "update").forEach(entry.withArrayProperty("verbs")::add);
        });
        return list.isEmpty() ? null : resources;
    }

    private static ObjectNode group(String api) {
        ObjectNode group = JSON.createObjectNode();
        String name = api.substring(0, api.indexOf('/'));
        ObjectNode version = JSON.createObjectNode().put("groupVersion", api).put("version", "v1");
        group.put("name", name).putArray("versions").add(version);
        group.set("preferredVersion", version);
        return group;
    }

    /** A merge patch (RFC 7396); lists, which Helm sends whole where they differ, are replaced. */
    private static ObjectNode merged(ObjectNode object, JsonNode patch) {
        ObjectNode merged = object.deepCopy();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else if (field.getValue().isObject() && merged.path(field.getKey()) instanceof ObjectNode inner) {
                merged.set(field.getKey(), merged(inner, field.getValue()));
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    @Override
    public void close() {
        server.close();
    }
}
