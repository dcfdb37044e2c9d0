package dev.pollux.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of the custom resources that the chart writes, as their documentation names them: KEDA 2.17 ("ScaledObject
 * specification", scalers "Prometheus" and "Apache Kafka") and the Prometheus operator's API reference
 * ({@code monitoring.coreos.com/v1}). One line for each field that may be there; {@code []} stands for the items of a
 * list, {@code *} for any key of a map. A type stands behind the colon: string, number, boolean, or duration.
 */
final class CustomResources {
    private static final String METADATA = """
            apiVersion:string
            kind:string
            metadata.name:string
            metadata.namespace:string
            metadata.labels.*:string
            metadata.annotations.*:string
            """;

    private static final String RULES = """
            stabilizationWindowSeconds:number
            selectPolicy:string
            policies[].type:string
            policies[].value:number
            policies[].periodSeconds:number
            """;

    private static final String SCALED_OBJECT = METADATA + """
            spec.scaleTargetRef.apiVersion:string
            spec.scaleTargetRef.kind:string
            spec.scaleTargetRef.name:string
            spec.pollingInterval:number
            spec.cooldownPeriod:number
            spec.initialCooldownPeriod:number
            spec.idleReplicaCount:number
            spec.minReplicaCount:number
            spec.maxReplicaCount:number
            spec.fallback.failureThreshold:number
            spec.fallback.replicas:number
            spec.fallback.behavior:string
            spec.triggers[].type:string
            spec.triggers[].name:string
            spec.triggers[].metricType:string
            spec.triggers[].useCachedMetrics:boolean
            spec.triggers[].authenticationRef.name:string
            spec.triggers[].authenticationRef.kind:string
            spec.triggers[].metadata.*:string
            spec.advanced.restoreToOriginalReplicaCount:boolean
            spec.advanced.horizontalPodAutoscalerConfig.name:string
            """
            + prefixed("spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleUp.", RULES)
            + prefixed("spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.", RULES);

    private static final Map<String, String> FIELDS = Map.of(
            "keda.sh/v1alpha1/ScaledObject",
            SCALED_OBJECT,
            "monitoring.coreos.com/v1/PodMonitor",
            METADATA + """
                    spec.selector.matchLabels.*:string
                    spec.podTargetLabels[]:string
                    spec.podMetricsEndpoints[].port:string
                    spec.podMetricsEndpoints[].path:string
                    spec.podMetricsEndpoints[].interval:duration
                    """,
            "monitoring.coreos.com/v1/ServiceMonitor",
            METADATA + """
                    spec.selector.matchLabels.*:string
                    spec.podTargetLabels[]:string
                    spec.endpoints[].port:string
                    spec.endpoints[].path:string
                    spec.endpoints[].interval:duration
                    """,
            "monitoring.coreos.com/v1/PrometheusRule",
            METADATA + """
                    spec.groups[].name:string
                    spec.groups[].interval:duration
                    spec.groups[].rules[].alert:string
                    spec.groups[].rules[].expr:string
                    spec.groups[].rules[].for:duration
                    spec.groups[].rules[].labels.*:string
                    spec.groups[].rules[].annotations.*:string
                    """);

    /** By type of trigger: the names that its metadata may have, and those that it must have. */
    private static final Map<String, Set<String>> TRIGGER_METADATA = Map.of(
            "prometheus",
            Set.of(
                    "serverAddress",
                    "query",
                    "threshold",
                    "activationThreshold",
                    "namespace",
                    "customHeaders",
                    "ignoreNullValues",
                    "queryParameters",
                    "unsafeSsl",
                    "authModes"),
            "kafka",
            Set.of(
                    "bootstrapServers",
                    "consumerGroup",
                    "topic",
                    "lagThreshold",
                    "activationLagThreshold",
                    "offsetResetPolicy",
                    "allowIdleConsumers",
                    "scaleToZeroOnInvalidOffset",
                    "excludePersistentLag",
                    "limitToPartitionsWithLag",
                    "ensureEvenDistributionOfPartitions",
                    "version",
                    "partitionLimitation",
                    "sasl",
                    "saslTokenProvider",
                    "tls",
                    "unsafeSsl",
                    "awsRegion"));

    private static final Map<String, Set<String>> TRIGGER_NEEDS = Map.of(
            "prometheus", Set.of("serverAddress", "query", "threshold"),
            "kafka", Set.of("bootstrapServers", "consumerGroup"));

    private static final Pattern DURATION = Pattern.compile("(0|([0-9]+(ms|[smhdwy]))+)");

    private CustomResources() {}

    static boolean knows(String kind) {
        return FIELDS.containsKey(kind);
    }

    /**
     * Compares with the table.
     *
     * @param kind with its API, such as {@code keda.sh/v1alpha1/ScaledObject}
     * @throws AssertionError naming the fields that are not known or have a wrong type
     */
    static void check(String kind, JsonNode object) {
        Set<String> known = Set.copyOf(FIELDS.getOrDefault(kind, "").lines().toList());
        List<String> wrong = new ArrayList<>();
        walk("", object, known, wrong);
        for (JsonNode trigger : object.at("/spec/triggers")) {
            trigger(trigger, wrong);
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(kind + " has no " + wrong);
        }
    }

    private static void trigger(JsonNode trigger, List<String> wrong) {
        String type = trigger.path("type").asText();
        List<String> given = new ArrayList<>();
        trigger.path("metadata").fieldNames().forEachRemaining(given::add);
        given.stream()
                .filter(name -> !TRIGGER_METADATA.getOrDefault(type, Set.of()).contains(name))
                .forEach(name -> wrong.add(type + " metadata " + name));
        TRIGGER_NEEDS.getOrDefault(type, Set.of("such trigger: " + type)).stream()
                .filter(name -> !given.contains(name))
                .forEach(name -> wrong.add(type + " metadata, and needs " + name));
    }

    private static void walk(String path, JsonNode node, Set<String> known, List<String> wrong) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                String exact = path.isEmpty() ? field.getKey() : path + '.' + field.getKey();
                String any = path + ".*";
                walk(
                        known.stream().anyMatch(line -> line.startsWith(any + ':')) ? any : exact,
                        field.getValue(),
                        known,
                        wrong);
            });
        } else if (node.isArray()) {
            node.forEach(item -> walk(path + "[]", item, known, wrong));
        } else if (!known.contains(path + ':' + type(node))
                && !(known.contains(path + ":duration")
                        && DURATION.matcher(node.asText()).matches())) {
            wrong.add(path + ':' + type(node));
        }
    }

    private static String type(JsonNode value) {
        return value.isNumber() ? "number" : value.isBoolean() ? "boolean" : value.isTextual() ? "string" : "null";
    }

    private static String prefixed(String prefix, String lines) {
        return lines.indent(0).lines().map(line -> prefix + line + '\n').reduce("", String::concat);
    }
}
