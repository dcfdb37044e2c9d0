package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.bytes;
import static dev.pollux.handler.Deliveries.headers;
import static dev.pollux.handler.Deliveries.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.api.RefusedException;
import dev.pollux.handler.Receiver.Request;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches as requests, and what their answers mean; what is in their bodies is {@link CloudEventBatchTest}'s. */
class HttpBatchTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<Delivery<byte[], byte[]>> THREE = List.of(at(7), at(8), at(9));
    private static final List<Delivery<byte[], byte[]>> ONE = List.of(at(7));

    @Test
    void aBatchIsOneRequest() throws Exception {
        try (Receiver receiver = Receiver.answering(202)) {
            assertThat(post(receiver.url(), THREE))
                    .containsExactly(Outcome.accept(), Outcome.accept(), Outcome.accept());

            Request request = receiver.only();
            assertThat(receiver.requests).hasSize(1);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/orders?tenant=a%20b");
            assertThat(request.headers().get("content-type")).containsExactly("application/cloudevents-batch+json");
            assertThat(request.header("x-api-key")).isEqualTo("s3cret");
            assertThat(request.header("user-agent")).isEqualTo("pollux");
            assertThat(request.header("idempotency-key")).isNull();
            assertThat(request.headers().keySet()).noneMatch(name -> name.regionMatches(true, 0, "ce-", 0, 3));
            assertThat(Events.of(request.body().array()))
                    .extracting(event -> event.getId())
                    .containsExactly("orders/3/7", "orders/3/8", "orders/3/9");
        }
    }

    @Test
    void oneRecordIsABatchAsWell() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            assertThat(post(receiver.url(), ONE)).containsExactly(Outcome.accept());
            assertThat(receiver.only().header("content-type")).isEqualTo("application/cloudevents-batch+json");
            assertThat(Events.of(receiver.only().body().array())).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void anOutageReleasesAllOfIt(int status) throws Exception {
        try (Receiver receiver = Receiver.answering(status)) {
            assertThat(post(receiver.url(), THREE)).hasSize(3).containsOnly(Outcome.release("HTTP " + status));
        }
    }

    @Test
    void thePauseThatIsAskedForIsKept() throws Exception {
        try (Receiver receiver = new Receiver(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            Receiver.answer(exchange, 503);
        })) {
            assertThat(post(receiver.url(), THREE))
                    .hasSize(3)
                    .containsOnly(Outcome.release(Duration.ofSeconds(7), "HTTP 503"));
        }
    }

    @Test
    void nobodyThereReleasesAllOfIt() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThat(post(URI.create("http://127.0.0.1:" + port), THREE))
                .hasSize(3)
                .allMatch(Outcome.Release.class::isInstance);
    }

    @Test
    void theTimeOutIsForTheWholeRequest() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            assertThat(post(url, THREE, Duration.ofMillis(300), true))
                    .hasSize(3)
                    .containsOnly(Outcome.release("no answer within PT0.3S"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 413, 422, 500})
    void anyOtherStatusSaysNothingOfAnyOneRecord(int status) throws Exception {
        try (Receiver receiver = Receiver.answering(status)) {
            assertThatThrownBy(() -> post(receiver.url(), THREE))
                    .hasCauseInstanceOf(RefusedException.class)
                    .hasRootCauseMessage("HTTP " + status + " for 3 records");
            assertThat(post(receiver.url(), ONE)).containsExactly(Outcome.reject("HTTP " + status));
        }
    }

    @Test
    void aRecordThatIsNoEventKeepsTheOthersFromNothingButOneRequest() throws Exception {
        Headers claims = headers("ce_specversion", "1.0", "ce_id", "s3cret");
        Delivery<byte[], byte[]> bad = orders(bytes("k"), bytes("v"), claims);
        try (Receiver receiver = Receiver.answering(200)) {
            assertThatThrownBy(() -> post(receiver.url(), List.of(at(41), bad)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("CloudEvent")
                    .hasMessageNotContaining("s3cret");
            assertThat(post(receiver.url(), List.of(bad)))
                    .singleElement()
                    .isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
                        assertThat(reject.forGood()).isTrue();
                        assertThat(reject.reason()).contains("CloudEvent").doesNotContain("s3cret");
                    });
            assertThat(receiver.requests).isEmpty();
        }
    }

    @Test
    void atMostOnceNothingIsReleasedThatMayHaveArrived() throws Exception {
        try (Receiver receiver = Receiver.answering(502)) {
            assertThatThrownBy(() -> post(receiver.url(), THREE, TIMEOUT, false))
                    .hasCauseInstanceOf(RefusedException.class);
            assertThat(post(receiver.url(), ONE, TIMEOUT, false))
                    .containsExactly(Outcome.rejectForGood("HTTP 502", null));
        }
    }

    private static Delivery<byte[], byte[]> at(long offset) {
        return new Delivery<>("orders", 3, offset, 0, bytes("k"), bytes("v"), headers(), 1);
    }

    private static List<Outcome> post(URI url, List<Delivery<byte[], byte[]>> batch) throws Exception {
        return post(url, batch, TIMEOUT, true);
    }

    private static List<Outcome> post(
            URI url, List<Delivery<byte[], byte[]>> batch, Duration timeout, boolean retryUnknown) throws Exception {
        HttpSettings http = new HttpSettings(url, Map.of("x-api-key", "s3cret"), null, 100);
        HandlerSettings settings = new HandlerSettings(HandlerSettings.Type.HTTP, timeout, http, null);
        var handler = (AsyncBatchHandler<byte[], byte[]>) Handlers.create(settings, 4, retryUnknown);
        handler.open();
        try {
            return handler.handle(batch).toCompletableFuture().get(30, TimeUnit.SECONDS);
        } finally {
            handler.close();
        }
    }
}
