package dev.pollux.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads JSON batches with the CNCF's own reader. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventFormat FORMAT =
            Objects.requireNonNull(EventFormatProvider.getInstance().resolveFormat("application/cloudevents+json"));

    private Events() {}

    static List<CloudEvent> of(byte[] body) throws IOException {
        List<CloudEvent> events = new ArrayList<>();
        for (JsonNode event : JSON.readTree(body)) {
            events.add(FORMAT.deserialize(JSON.writeValueAsBytes(event)));
        }
        return events;
    }
}
