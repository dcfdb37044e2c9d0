package dev.pollux.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a StatefulSet ({@code apps/v1}) says of its pods.
 *
 * @param deleted whether it is on its way out, as by {@code kubectl delete --cascade=foreground}
 * @param first {@code spec.ordinals.start} (KEP-3335)
 * @param replicas {@code spec.replicas}; the API server fills in 1
 */
record StatefulSet(String name, boolean deleted, long first, long replicas) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads one.
     *
     * @throws IOException where this is something else
     */
    static StatefulSet read(byte[] body) throws IOException {
        JsonNode object = JSON.readTree(body);
        if (!object.path("kind").asText().equals("StatefulSet")) {
            throw new IOException("its answer is no StatefulSet");
        }
        JsonNode metadata = object.path("metadata");
        JsonNode spec = object.path("spec");
        return new StatefulSet(
                metadata.path("name").asText(),
                metadata.hasNonNull("deletionTimestamp"),
                spec.path("ordinals").path("start").asLong(0),
                spec.path("replicas").asLong(1));
    }

    Verdict verdict(Pod pod) {
        if (deleted) {
            return new Verdict.Unwanted("StatefulSet " + name + " is being deleted");
        }
        String wants = "StatefulSet " + name + " wants " + replicas + (replicas == 1 ? " replica" : " replicas")
                + (first == 0 ? "" : " from ordinal " + first + " on");
        boolean wanted = pod.ordinal() >= first && pod.ordinal() - first < replicas;
        return wanted ? new Verdict.Wanted(wants) : new Verdict.Unwanted(wants);
    }
}
