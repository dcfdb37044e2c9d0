package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudevents.CloudEventData;
import io.cloudevents.rw.CloudEventContextWriter;
import io.cloudevents.rw.CloudEventWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes into the object of JSON that was begun, as they come: for an event that has no name twice, which
 * {@link EventAttributes} would have to collect first.
 */
record JsonAttributes(JsonGenerator json) implements CloudEventWriter<@Nullable Void> {

    @Override
    public CloudEventContextWriter withContextAttribute(String name, String value) {
        try {
            json.writeStringField(name, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Data is not written here. */
    @Override
    public @Nullable Void end(CloudEventData data) {
        return null;
    }

    @Override
    public @Nullable Void end() {
        return null;
    }
}
