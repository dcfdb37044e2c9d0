package dev.pollux.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes each record as one line of JSON. Safe for many threads: a line is written in one call, so lines stay whole.
 *
 * <p>Keys, values and header values that are valid UTF-8 are written as text under {@code key} and {@code value}, others
 * in base64 under {@code keyBase64} and {@code valueBase64}. Headers are a list, since a record may repeat one.
 *
 * <p>When nobody reads the stream any more, records are released and not lost: they stay uncommitted.
 */
final class LogHandler implements Handler<byte[], byte[]> {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintStream out;

    LogHandler(PrintStream out) {
        this.out = out;
    }

    @Override
    public Outcome handle(Delivery<byte[], byte[]> delivery) throws IOException {
        byte[] line = line(delivery);
        out.write(line, 0, line.length);
        // Flushes as well; a PrintStream never throws, so this is how a closed pipe shows.
        return out.checkError() ? Outcome.release("standard output is closed") : Outcome.accept();
    }

    private static byte[] line(Delivery<byte[], byte[]> delivery) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("topic", delivery.topic());
            json.writeNumberField("partition", delivery.partition());
            json.writeNumberField("offset", delivery.offset());
            // Kafka's -1: a record without a timestamp.
            json.writeStringField("timestamp", delivery.timestamp() < 0 ? null : Rfc3339.text(delivery.timestamp()));
            writeBytes(json, "key", delivery.key());
            writeBytes(json, "value", delivery.value());
            json.writeArrayFieldStart("headers");
            for (Header header : delivery.headers()) {
                json.writeStartObject();
                json.writeStringField("key", header.key());
                writeBytes(json, "value", header.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return line.toByteArray();
    }

    private static void writeBytes(JsonGenerator json, String name, byte @Nullable [] bytes) throws IOException {
        String text = bytes == null ? null : Utf8.textOf(bytes);
        if (bytes == null || text != null) {
            json.writeStringField(name, text);
        } else {
            json.writeBinaryField(name + "Base64", bytes);
        }
    }
}
