package dev.pollux.handler;

import dev.pollux.api.Delivery;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.http.impl.HttpMessageWriter;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.rw.CloudEventWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record into an HTTP request as a CloudEvent, by the CNCF's Kafka and HTTP bindings (version 1.0.2).
 *
 * <p>A record that is an event in binary mode ({@code ce_specversion}) keeps its attributes. One in structured mode
 * (content type {@code application/cloudevents...}) is passed on byte for byte. Any other becomes the data of an event
 * about itself. A null value gives an empty body, no content type and {@code ce-tombstone: true}.
 */
final class CloudEventRequest {

    /** The type of an event that Pollux made from a plain record. */
    static final String TYPE = "dev.pollux.record";

    /** CNCF's partitioning extension: the record's key as text. */
    static final String PARTITIONKEY = "partitionkey";

    private static final String STRUCTURED = "application/cloudevents";
    private static final String[] TRACE_CONTEXT = {"traceparent", "tracestate"};

    private CloudEventRequest() {}

    /**
     * Writes the headers and returns the body.
     *
     * @param defaultContentType for a record without a {@code content-type} header
     * @param header takes each header's name and value; a name may come twice, the last one counts
     * @return the body; null for none
     * @throws CloudEventRWException where the record says that it is an event and is none
     */
    static byte @Nullable [] write(
            Delivery<byte[], byte[]> delivery, String defaultContentType, BiConsumer<String, String> header) {
        byte[] value = delivery.value();
        Headers headers = delivery.headers();
        String contentType = text(headers.lastHeader("content-type"));
        if (value == null) {
            header.accept("ce-tombstone", "true");
        } else if (isStructured(contentType)) {
            header.accept("content-type", String.valueOf(contentType));
            return value;
        }
        HttpMessageWriter writer = HttpMessageFactory.createWriter(new EncodedHeaders(header), body -> {});
        if (headers.lastHeader("ce_specversion") != null) {
            KafkaMessageFactory.createReader(headers, value).read(writer);
        } else {
            plain(delivery, contentType == null ? defaultContentType : contentType, writer.create(SpecVersion.V1));
        }
        passOnTraceContext(headers, header);
        return value;
    }

    /** Whether a record with this content type is an event as a whole. */
    static boolean isStructured(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED);
    }

    /** Makes an event about a record that is none itself. */
    static void plain(Delivery<byte[], byte[]> delivery, String contentType, CloudEventWriter<?> event) {
        event.withContextAttribute(CloudEventV1.ID, delivery.coordinates());
        event.withContextAttribute(CloudEventV1.SOURCE, "/" + delivery.topic() + "/" + delivery.partition());
        event.withContextAttribute(CloudEventV1.TYPE, TYPE);
        if (delivery.timestamp() >= 0) {
            event.withContextAttribute(CloudEventV1.TIME, Rfc3339.text(delivery.timestamp()));
        }
        byte[] key = delivery.key();
        if (key != null && key.length > 0) {
            String text = Utf8.textOf(key);
            if (text != null) {
                event.withContextAttribute(PARTITIONKEY, text);
            } else {
                event.withContextAttribute(
                        "partitionkeybase64", Base64.getEncoder().encodeToString(key));
            }
        }
        byte[] value = delivery.value();
        if (value == null) {
            var _ = event.end();
        } else {
            event.withContextAttribute(CloudEventV1.DATACONTENTTYPE, contentType);
            var _ = event.end(BytesCloudEventData.wrap(value));
        }
    }

    /** What W3C's trace context says in the record's headers, where it can be a header of HTTP as well. */
    static void passOnTraceContext(Headers headers, BiConsumer<String, String> header) {
        for (String name : TRACE_CONTEXT) {
            String value = text(headers.lastHeader(name));
            if (value != null && HttpRules.isSendable(value)) {
                header.accept(name, value);
            }
        }
    }

    /** A header's value as text; null where there is none. */
    static @Nullable String text(@Nullable Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Attributes are percent-encoded, as the HTTP binding wants it (3.1.3.2); the content type is not. */
    private record EncodedHeaders(BiConsumer<String, String> header) implements BiConsumer<String, String> {
        @Override
        public void accept(String name, String value) {
            boolean attribute = name.startsWith("ce-");
            header.accept(name, attribute ? PercentEncoding.encode(value) : value);
        }
    }
}
