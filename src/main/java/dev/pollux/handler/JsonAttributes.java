package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.v1.CloudEventV1;
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

    // What nearly all of them say, put into bytes once and not for each record.
    private static final SerializableString SPECVERSION = new SerializedString(EventAttributes.SPECVERSION);
    private static final SerializableString V1 = new SerializedString(SpecVersion.V1.toString());
    private static final SerializableString ID = new SerializedString(CloudEventV1.ID);
    private static final SerializableString SOURCE = new SerializedString(CloudEventV1.SOURCE);
    private static final SerializableString TYPE = new SerializedString(CloudEventV1.TYPE);
    private static final SerializableString TIME = new SerializedString(CloudEventV1.TIME);
    private static final SerializableString DATACONTENTTYPE = new SerializedString(CloudEventV1.DATACONTENTTYPE);
    private static final SerializableString PARTITIONKEY = new SerializedString(CloudEventRequest.PARTITIONKEY);
    private static final SerializableString OF_RECORD = new SerializedString(CloudEventRequest.TYPE);

    /** Begins with the version that the attributes are of. */
    static JsonAttributes ofV1(JsonGenerator json) throws IOException {
        json.writeFieldName(SPECVERSION);
        json.writeString(V1);
        return new JsonAttributes(json);
    }

    @Override
    public CloudEventContextWriter withContextAttribute(String name, String value) {
        try {
            json.writeFieldName(encoded(name));
            if (value.equals(CloudEventRequest.TYPE)) {
                json.writeString(OF_RECORD);
            } else {
                json.writeString(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static SerializableString encoded(String name) {
        return switch (name) {
            case CloudEventV1.ID -> ID;
            case CloudEventV1.SOURCE -> SOURCE;
            case CloudEventV1.TYPE -> TYPE;
            case CloudEventV1.TIME -> TIME;
            case CloudEventV1.DATACONTENTTYPE -> DATACONTENTTYPE;
            case CloudEventRequest.PARTITIONKEY -> PARTITIONKEY;
            default -> new SerializedString(name);
        };
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
