package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.rw.CloudEventContextWriter;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.rw.CloudEventWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the attributes of one event; of a name that comes twice the last value counts, as with HTTP headers. */
final class EventAttributes implements CloudEventWriter<EventAttributes> {

    /** The member of the event in JSON that tells its version. */
    static final String SPECVERSION = "specversion";

    /** CloudEvents 1.0.2: names are of lower-case letters and digits. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

    private static final List<String> REQUIRED = List.of(CloudEventV1.ID, CloudEventV1.SOURCE, CloudEventV1.TYPE);

    private final SpecVersion version;
    private final Map<String, String> values = new LinkedHashMap<>();

    EventAttributes(SpecVersion version) {
        this.version = version;
    }

    SpecVersion version() {
        return version;
    }

    /** The attribute {@code datacontenttype}; null for none. */
    @Nullable
    String contentType() {
        return values.get(CloudEventV1.DATACONTENTTYPE);
    }

    @Override
    public CloudEventContextWriter withContextAttribute(String name, String value) {
        values.put(name, value);
        return this;
    }

    void withAttributeIfAbsent(String name, String value) {
        values.putIfAbsent(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }

    /** Data is not collected here. */
    @Override
    public EventAttributes end(CloudEventData data) {
        return this;
    }

    @Override
    public EventAttributes end() {
        return this;
    }

    /**
     * Looks at what comes from others: a receiver would refuse the whole batch for it.
     *
     * @throws CloudEventRWException where an attribute is missing or has no possible name
     */
    void check() {
        for (String name : REQUIRED) {
            String value = values.get(name);
            if (value == null || value.isEmpty()) {
                throw CloudEventRWException.newOther("an event without " + name);
            }
        }
        for (String name : values.keySet()) {
            // The last two are members of the event in JSON, but no attributes.
            if (!NAME.matcher(name).matches() || name.equals("data") || name.equals(SPECVERSION)) {
                throw CloudEventRWException.newInvalidAttributeName(name);
            }
        }
    }

    /** Writes them into the object that was begun. */
    void write(JsonGenerator json) throws IOException {
        json.writeStringField(SPECVERSION, version.toString());
        for (Map.Entry<String, String> attribute : values.entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
    }
}
