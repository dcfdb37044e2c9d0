package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.rw.CloudEventContextWriter;
import io.cloudevents.rw.CloudEventWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes into the object of JSON that was begun, as they come: for an event that has no name twice, which
 * {@link EventAttributes} would have to collect first.
 */
record JsonAttributes(JsonGenerator json) implements CloudEventWriter<@Nullable Void> {

    /** What nearly all of them say, put into bytes once and not for each record. */
    private static final Map<String, SerializableString> USUAL = Stream.of(
                    CloudEventV1.ID,
                    CloudEventV1.SOURCE,
                    CloudEventV1.TYPE,
                    CloudEventV1.TIME,
                    CloudEventV1.DATACONTENTTYPE,
                    CloudEventRequest.PARTITIONKEY,
                    CloudEventRequest.TYPE)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), SerializedString::new));

    @Override
    public CloudEventContextWriter withContextAttribute(String name, String value) {
        try {
            json.writeFieldName(encoded(name));
            if (name.equals(CloudEventV1.TYPE)) {
                json.writeString(encoded(value));
            } else {
                json.writeString(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static SerializableString encoded(String text) {
        SerializableString usual = USUAL.get(text);
        return usual == null ? new SerializedString(text) : usual;
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
