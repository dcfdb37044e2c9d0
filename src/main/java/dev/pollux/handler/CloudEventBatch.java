package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.pollux.api.Delivery;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into one body, by the batched content mode of the CNCF's HTTP binding (3.3) and its JSON format (4), both
 * version 1.0.2.
 *
 * <p>Which event a record becomes is as in {@link CloudEventRequest}. Data that is JSON, by its content type and in fact,
 * is {@code data} as it stands; all other is {@code data_base64}, so that no record can spoil the others' batch. (The
 * CNCF's own writer takes the content type's word for it, and data without one for JSON.)
 */
final class CloudEventBatch {

    /** What such a body is. */
    static final String CONTENT_TYPE = "application/cloudevents-batch+json";

    private static final String TOMBSTONE = "tombstone";
    private static final int ATTRIBUTES_BYTES = 300;
    private static final JsonFactory JSON = JsonFactory.builder()
            // Each call has a thread of its own, so buffers that belong to a thread would be made anew every time.
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private CloudEventBatch() {}

    /**
     * Writes the body.
     *
     * @param defaultContentType of the data of a record without a {@code content-type} header
     * @throws CloudEventRWException where a record says that it is an event and is none, or is one in another format
     */
    static Buffer write(List<Delivery<byte[], byte[]>> batch, String defaultContentType) {
        Buffer body = Buffer.buffer(expectedBytes(batch));
        try (JsonGenerator json = JSON.createGenerator(new Appending(body))) {
            json.writeStartArray();
            for (Delivery<byte[], byte[]> delivery : batch) {
                write(delivery, defaultContentType, json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body;
    }

    private static int expectedBytes(List<Delivery<byte[], byte[]>> batch) {
        long bytes = 0;
        for (Delivery<byte[], byte[]> delivery : batch) {
            byte[] value = delivery.value();
            bytes += ATTRIBUTES_BYTES + (value == null ? 0 : value.length * 4L / 3);
        }
        return Math.toIntExact(bytes);
    }

    private static void write(Delivery<byte[], byte[]> delivery, String defaultContentType, JsonGenerator json)
            throws IOException {
        byte[] value = delivery.value();
        String contentType = CloudEventRequest.text(delivery.headers().lastHeader("content-type"));
        if (value != null && CloudEventRequest.isStructured(contentType)) {
            json.writeRawValue(structured(contentType, value));
            return;
        }
        String usedType = contentType == null ? defaultContentType : contentType;
        json.writeStartObject();
        if (value == null) {
            json.writeBooleanField(TOMBSTONE, true);
        }
        if (delivery.headers().lastHeader("ce_specversion") == null) {
            writePlain(delivery, usedType, json);
        } else {
            writeEvent(delivery, json);
        }
        json.writeEndObject();
    }

    /** The record becomes the data of an event about itself. */
    private static void writePlain(Delivery<byte[], byte[]> delivery, String contentType, JsonGenerator json)
            throws IOException {
        JsonAttributes event = JsonAttributes.ofV1(json);
        CloudEventRequest.plain(delivery, contentType, event);
        CloudEventRequest.passOnTraceContext(delivery.headers(), event::withContextAttribute);
        writeData(delivery.value(), contentType, SpecVersion.V1, json);
    }

    /** The record is an event in binary mode. */
    private static void writeEvent(Delivery<byte[], byte[]> delivery, JsonGenerator json) throws IOException {
        Headers headers = delivery.headers();
        byte[] value = delivery.value();
        EventAttributes event = KafkaMessageFactory.createReader(headers, value).read(EventAttributes::new);
        event.check();
        CloudEventRequest.passOnTraceContext(headers, event::withAttributeIfAbsent);
        if (value == null) {
            event.remove(TOMBSTONE);
        }
        event.write(json);
        writeData(value, event.contentType(), event.version(), json);
    }

    /** The record is an event as a whole: it becomes part of the batch as it stands. */
    private static String structured(@Nullable String contentType, byte[] value) {
        String event = JsonText.isJson(contentType) ? JsonText.object(value) : null;
        if (event == null) {
            throw CloudEventRWException.newOther("not an event in JSON");
        }
        return event;
    }

    private static void writeData(
            byte @Nullable [] value, @Nullable String contentType, SpecVersion version, JsonGenerator json)
            throws IOException {
        if (value == null) {
            return;
        }
        String text = JsonText.isJson(contentType) ? JsonText.value(value) : null;
        if (text != null) {
            json.writeFieldName("data");
            json.writeRawValue(text);
        } else if (version == SpecVersion.V03) {
            json.writeStringField("datacontentencoding", "base64");
            writeBase64("data", value, json);
        } else {
            writeBase64("data_base64", value, json);
        }
    }

    /** By the JDK's encoder, which has the processor's own instructions for it, as Jackson's has not. */
    private static void writeBase64(String name, byte[] value, JsonGenerator json) throws IOException {
        byte[] text = Base64.getEncoder().encode(value);
        json.writeFieldName(name);
        json.writeRawUTF8String(text, 0, text.length);
    }

    /** Writes to the end of the buffer. */
    private static final class Appending extends OutputStream {
        private final Buffer buffer;

        Appending(Buffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void write(int b) {
            buffer.appendByte((byte) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            buffer.appendBytes(bytes, from, length);
        }
    }
}
