package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.bytes;
import static dev.pollux.handler.Deliveries.orders;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LogHandlerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRecordIsOneLineOfJson() throws Exception {
        JsonNode line =
                logged(orders(bytes("Zoë"), bytes("two\nlines \"quoted\""), Deliveries.headers("a", "1", "a", "2")));
        assertThat(line).isEqualTo(JSON.readTree("""
                        {"topic": "orders", "partition": 3, "offset": 42, "timestamp": "%s",
                         "key": "Zoë", "value": "two\\nlines \\"quoted\\"",
                         "headers": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}
                        """.formatted(Deliveries.TIME)));
    }

    @Test
    void otherBytesAreBase64() throws Exception {
        byte[] binary = {(byte) 0xff, 0, 1};
        String base64 = Base64.getEncoder().encodeToString(binary);
        JsonNode line = logged(orders(binary, binary, new RecordHeaders().add("h", binary)));
        assertThat(line.get("keyBase64").asText()).isEqualTo(base64);
        assertThat(line.get("valueBase64").asText()).isEqualTo(base64);
        assertThat(line.get("headers").get(0).get("valueBase64").asText()).isEqualTo(base64);
        assertThat(line.has("key") || line.has("value")).isFalse();
    }

    @Test
    void whatIsNotThereIsNull() throws Exception {
        JsonNode line = logged(new Delivery<>("orders", 0, 0, -1, null, null, new RecordHeaders(), 1));
        assertThat(line.get("key").isNull()).isTrue();
        assertThat(line.get("value").isNull()).isTrue();
        assertThat(line.get("timestamp").isNull()).isTrue();
        assertThat(line.get("headers")).isEmpty();
    }

    @Test
    void linesOfManyThreadsStayWhole() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LogHandler handler = new LogHandler(new PrintStream(bytes, false, UTF_8));
        String value = "x".repeat(20_000);
        List<Callable<Outcome>> calls = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> calls.add(() -> handler.handle(orders("k" + i, value))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(calls)) {
                assertThat(outcome.get()).isEqualTo(Outcome.accept());
            }
        }
        List<String> keys = new ArrayList<>();
        for (String line : bytes.toString(UTF_8).lines().toList()) {
            keys.add(JSON.readTree(line).get("key").asText());
        }
        assertThat(keys).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void aClosedStreamReleases() throws Exception {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(new LogHandler(new PrintStream(closed)).handle(orders("k", "v")))
                .isEqualTo(Outcome.release("standard output is closed"));
    }

    private static JsonNode logged(Delivery<byte[], byte[]> delivery) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(new LogHandler(new PrintStream(bytes, false, UTF_8)).handle(delivery))
                .isEqualTo(Outcome.accept());
        String text = bytes.toString(UTF_8);
        assertThat(text).endsWith("}\n").hasLineCount(1);
        return JSON.readTree(text);
    }
}
