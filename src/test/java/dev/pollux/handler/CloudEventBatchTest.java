package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.bytes;
import static dev.pollux.handler.Deliveries.headers;
import static dev.pollux.handler.Deliveries.orders;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pollux.api.Delivery;
import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch's body is, by the text and as the CNCF's own reader understands it. */
class CloudEventBatchTest {
    private static final String OCTETS = "application/octet-stream";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aPlainRecordBecomesAnEventAboutItself() {
        assertThat(text(orders("Zoë \"7\"", "{\"total\": 3}"), "application/json"))
                .isEqualTo("[{\"specversion\":\"1.0\",\"id\":\"orders/3/42\",\"source\":\"/orders/3\","
                        + "\"type\":\"dev.pollux.record\",\"time\":\"" + Deliveries.TIME + "\","
                        + "\"partitionkey\":\"Zoë \\\"7\\\"\",\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"total\": 3}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | 1",
                "application/json | null",
                "application/json | ' \"text\" '",
                "application/json; charset=utf-8 | [1]",
                "Application/JSON | true",
                "text/json | {}",
                "application/json ;charset=utf-8 | {}",
                "application/vnd.example.v2+json | {\"a\":[{}]}",
            })
    void jsonIsDataAsItStands(String contentType, String value) throws IOException {
        JsonNode event = only(orders(bytes("k"), bytes(value), headers("content-type", contentType)));
        assertThat(event.get("data")).isEqualTo(JSON.readTree(value));
        assertThat(event.has("data_base64")).isFalse();
        assertThat(event.get("datacontenttype").asText()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{}{}", "1 2", "nul", "{'a':1}", "\"\u0001\"", "\uFEFF{}", "\"a", "}", "[1,]"})
    void whatOnlyClaimsToBeJsonSpoilsNothing(String value) throws IOException {
        byte[] bytes = Objects.requireNonNull(bytes(value));
        JsonNode event = only(orders(bytes("k"), bytes, headers("content-type", "application/json")));
        assertThat(event.has("data")).isFalse();
        assertThat(event.get("data_base64").binaryValue()).isEqualTo(bytes);
    }

    @Test
    void jsonIsInUtf8() throws IOException {
        for (byte[] value : new byte[][] {"\"é\"".getBytes(ISO_8859_1), "{}".getBytes(UTF_16)}) {
            JsonNode event = only(orders(bytes("k"), value, headers("content-type", "application/json")));
            assertThat(event.get("data_base64").binaryValue()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jsonl",
                "application/xml",
                "x-json",
                "/json",
                "a/b/json",
                "a/bjson",
                "json",
                "a/",
                OCTETS
            })
    void anyOtherDataComesInBase64(String contentType) throws IOException {
        JsonNode event = only(orders(bytes("k"), bytes("{}"), headers("content-type", contentType)));
        assertThat(event.get("data_base64").asText()).isEqualTo("e30=");
        assertThat(event.has("data")).isFalse();
    }

    @Test
    void aTombstoneHasNoDataAndSaysSo() throws IOException {
        JsonNode event = only(orders("k", null));
        assertThat(event.get("tombstone").booleanValue()).isTrue();
        assertThat(event.has("data") || event.has("data_base64") || event.has("datacontenttype"))
                .isFalse();
        assertThat(only(orders("k", "")).has("tombstone")).isFalse();
    }

    @Test
    void anEventInBinaryModeKeepsItsAttributes() throws IOException {
        Headers headers = headers(
                "ce_specversion", "1.0",
                "ce_id", "A 1",
                "ce_source", "/mall/till",
                "ce_type", "com.example.sold",
                "ce_subject", "café",
                "ce_myext", "first",
                "ce_myext", "last",
                "content-type", "application/json",
                "unrelated", "x");
        CloudEvent event = read(orders(bytes("k"), bytes("{}"), headers));
        assertThat(event.getId()).isEqualTo("A 1");
        assertThat(event.getSource()).hasToString("/mall/till");
        assertThat(event.getSubject()).isEqualTo("café");
        assertThat(event.getExtensionNames()).containsExactly("myext");
        assertThat(event.getExtension("myext")).isEqualTo("last");
        assertThat(Objects.requireNonNull(event.getData()).toBytes()).isEqualTo(bytes("{}"));
    }

    @Test
    void dataWithoutAContentTypeIsNotTakenForJson() throws IOException {
        Headers headers = headers("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/s", "ce_type", "t");
        CloudEvent event = read(orders(bytes("k"), bytes("}, {"), headers));
        assertThat(event.getDataContentType()).isNull();
        assertThat(Objects.requireNonNull(event.getData()).toBytes()).isEqualTo(bytes("}, {"));
    }

    @Test
    void anEventInStructuredModeStandsAsItIs() {
        String event = "{ \"specversion\":\"1.0\",\n \"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        Headers headers = headers("content-type", "application/cloudevents+json; charset=UTF-8");
        assertThat(text(orders(bytes("k"), bytes(event), headers), OCTETS)).isEqualTo("[" + event + "]");
    }

    @Test
    void traceContextIsPassedOn() throws IOException {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        JsonNode event = only(orders(bytes("k"), bytes("v"), headers("traceparent", parent, "tracestate", "a\nb")));
        assertThat(event.get("traceparent").asText()).isEqualTo(parent);
        assertThat(event.has("tracestate")).isFalse();
    }

    @Test
    void whatIsNoEventThoughItSaysSoCannotBeWritten() {
        List<Headers> bad = List.of(
                headers("ce_specversion", "9.9", "ce_id", "1"),
                headers("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/s"),
                headers("ce_specversion", "1.0", "ce_id", "", "ce_source", "/s", "ce_type", "t"),
                headers("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/s", "ce_type", "t", "ce_a b", "x"),
                headers("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/s", "ce_type", "t", "ce_data", "x"),
                headers("content-type", "application/cloudevents+json"),
                headers("content-type", "application/cloudevents+avro"));
        for (Headers headers : bad) {
            Delivery<byte[], byte[]> record = orders(bytes("k"), bytes("[1]"), headers);
            assertThatThrownBy(() -> CloudEventBatch.write(List.of(record), OCTETS))
                    .as("%s", headers)
                    .isInstanceOf(CloudEventRWException.class);
        }
    }

    @Test
    void largeBatchesAreWhole() throws IOException {
        byte[] large = new byte[100_000];
        var body = CloudEventBatch.write(
                List.of(orders(bytes("a"), large, headers()), orders(bytes("b"), large, headers())), OCTETS);
        assertThat(Events.of(body.getBytes()))
                .hasSize(2)
                .allSatisfy(event -> assertThat(
                                Objects.requireNonNull(event.getData()).toBytes())
                        .isEqualTo(large));
    }

    private static String text(Delivery<byte[], byte[]> record, String contentType) {
        return CloudEventBatch.write(List.of(record), contentType).toString();
    }

    private static JsonNode only(Delivery<byte[], byte[]> record) throws IOException {
        JsonNode events = JSON.readTree(text(record, OCTETS));
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static CloudEvent read(Delivery<byte[], byte[]> record) throws IOException {
        return Events.of(text(record, OCTETS).getBytes(UTF_8)).getFirst();
    }
}
