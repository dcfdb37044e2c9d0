package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.bytes;
import static dev.pollux.handler.Deliveries.headers;
import static dev.pollux.handler.Deliveries.orders;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.handler.Receiver.Request;
import io.cloudevents.CloudEventData;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventContextWriter;
import io.cloudevents.rw.CloudEventWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What arrives at the other end, read with the CNCF's own reader where it is a matter of the specification. */
class HttpCloudEventTest {

    @Test
    void aPlainRecordBecomesAnEventAboutItself() throws Exception {
        Request request = sent(orders("customer-7", "{\"total\":3}"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/orders?tenant=a%20b");
        assertThat(request.header("idempotency-key")).isEqualTo("orders/3/42");
        assertThat(request.header("ce-specversion")).isEqualTo("1.0");
        assertThat(request.header("ce-id")).isEqualTo("orders/3/42");
        assertThat(request.header("ce-source")).isEqualTo("/orders/3");
        assertThat(request.header("ce-type")).isEqualTo("dev.pollux.record");
        assertThat(request.header("ce-time")).isEqualTo(Deliveries.TIME);
        assertThat(request.header("ce-partitionkey")).isEqualTo("customer-7");
        assertThat(request.header("ce-tombstone")).isNull();
        assertThat(request.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(request.body()).isEqualTo(ByteBuffer.wrap("{\"total\":3}".getBytes(UTF_8)));
        assertThat(event(request))
                .containsEntry("specversion", "1.0")
                .containsEntry("time", Deliveries.TIME)
                .containsEntry("data", "{\"total\":3}");
    }

    @Test
    void theRecordsContentTypeCounts() throws Exception {
        Request request = sent(orders(bytes("k"), bytes("v"), headers("content-type", "application/json")));
        assertThat(request.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void attributesArePercentEncoded() throws Exception {
        Request request = sent(orders("Zoë \"100%\"\r\n€", "v"));
        assertThat(request.header("ce-partitionkey")).isEqualTo("Zo%C3%AB%20%22100%25%22%0D%0A%E2%82%AC");
    }

    @Test
    void aBinaryKeyComesInBase64() throws Exception {
        Request request = sent(orders(new byte[] {(byte) 0xff, 0, 1}, bytes("v"), new RecordHeaders()));
        assertThat(request.header("ce-partitionkey")).isNull();
        assertThat(request.header("ce-partitionkeybase64")).isEqualTo("/wAB");
    }

    @Test
    void noKeyGivesNoAttribute() throws Exception {
        for (String key : new String[] {null, ""}) {
            Request request = sent(orders(key, "v"));
            assertThat(request.headers().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("ce-partitionkey"));
        }
    }

    @Test
    void aTombstoneIsToldFromAnEmptyValue() throws Exception {
        Request tombstone = sent(orders("k", null));
        assertThat(tombstone.body().remaining()).isZero();
        assertThat(tombstone.header("content-length")).isEqualTo("0");
        assertThat(tombstone.header("content-type")).isNull();
        assertThat(tombstone.header("ce-tombstone")).isEqualTo("true");
        assertThat(event(tombstone)).doesNotContainKey("data");

        Request empty = sent(orders("k", ""));
        assertThat(empty.body().remaining()).isZero();
        assertThat(empty.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(empty.header("ce-tombstone")).isNull();
    }

    @Test
    void anEventInBinaryModeKeepsItsAttributes() throws Exception {
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
        Request request = sent(orders(bytes("k"), bytes("{}"), headers));

        assertThat(event(request)).containsEntry("source", "/mall/till").containsEntry("type", "com.example.sold");
        assertThat(request.header("ce-id")).isEqualTo("A%201");
        assertThat(request.header("ce-subject")).isEqualTo("caf%C3%A9");
        assertThat(request.headers().get("ce-myext")).containsExactly("last");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("ce-partitionkey")).isNull();
        assertThat(request.header("unrelated")).isNull();
        assertThat(request.header("idempotency-key")).isEqualTo("orders/3/42");
        assertThat(request.body()).isEqualTo(ByteBuffer.wrap("{}".getBytes(UTF_8)));
    }

    @Test
    void anEventInStructuredModePassesUntouched() throws Exception {
        String json = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        String contentType = "application/cloudevents+json; charset=UTF-8";
        Request request = sent(orders(bytes("k"), bytes(json), headers("content-type", contentType)));

        assertThat(request.header("content-type")).isEqualTo(contentType);
        assertThat(request.headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("ce-"));
        assertThat(request.header("idempotency-key")).isEqualTo("orders/3/42");
        assertThat(request.body()).isEqualTo(UTF_8.encode(json));
    }

    @Test
    void traceContextIsPassedOn() throws Exception {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Request request = sent(orders(bytes("k"), bytes("v"), headers("traceparent", parent, "tracestate", "a\nb")));
        assertThat(request.header("traceparent")).isEqualTo(parent);
        assertThat(request.header("tracestate")).isNull();
    }

    @Test
    void whatIsNoEventThoughItSaysSoIsRefusedForGood() throws Exception {
        List<Headers> bad = List.of(
                headers("ce_specversion", "9.9", "ce_id", "1"),
                headers("ce_specversion", "1.0", "ce_a b", "secret"),
                headers("content-type", "text/plain\r\nx-evil: secret"));
        try (Receiver receiver = Receiver.answering(200);
                HttpClientUnderTest client = HttpClientUnderTest.to(receiver.url())) {
            for (Headers headers : bad) {
                Outcome outcome = client.post(orders(bytes("k"), bytes("v"), headers));
                assertThat(outcome).isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
                    assertThat(reject.forGood()).isTrue();
                    assertThat(reject.reason()).contains("CloudEvent").doesNotContain("secret");
                });
            }
            assertThat(receiver.requests).isEmpty();
            // The connections that those gave back are still good.
            assertThat(client.post(orders("k", "v"))).isEqualTo(Outcome.accept());
        }
    }

    @Test
    void configuredHeadersAreSentAndGiveTheDefaultContentType() throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                HttpClientUnderTest client = new HttpClientUnderTest(
                        receiver.url(),
                        Map.of("X-Api-Key", "s3cret", "Content-Type", "application/json"),
                        null,
                        HttpClientUnderTest.TIMEOUT,
                        4,
                        true)) {
            client.post(orders("k", "v"));
            client.post(orders(bytes("k"), bytes("v"), headers("content-type", "text/csv")));
            assertThat(receiver.only().header("x-api-key")).isEqualTo("s3cret");
            assertThat(receiver.only().header("user-agent")).isEqualTo("pollux");
            assertThat(receiver.requests)
                    .extracting(request -> request.header("content-type"))
                    .containsExactly("application/json", "text/csv");
        }
    }

    private static Request sent(Delivery<byte[], byte[]> delivery) throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                HttpClientUnderTest client = HttpClientUnderTest.to(receiver.url())) {
            assertThat(client.post(delivery)).isEqualTo(Outcome.accept());
            return receiver.only();
        }
    }

    private static Map<String, String> event(Request request) {
        return HttpMessageFactory.createReaderFromMultimap(
                        request.headers(), request.body().array())
                .read(version -> new Attributes(new TreeMap<>(Map.of("specversion", version.toString()))));
    }

    /** Collects what the CNCF's reader finds. */
    private record Attributes(Map<String, String> found) implements CloudEventWriter<Map<String, String>> {
        @Override
        public CloudEventContextWriter withContextAttribute(String name, String value) {
            found.put(name, value);
            return this;
        }

        @Override
        public Map<String, String> end(CloudEventData data) {
            found.put("data", new String(data.toBytes(), UTF_8));
            return found;
        }

        @Override
        public Map<String, String> end() {
            return found;
        }
    }
}
