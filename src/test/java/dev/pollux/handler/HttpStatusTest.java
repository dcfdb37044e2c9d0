package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void a2xxAccepts(int status) throws Exception {
        assertThat(answerTo(status, true)).isEqualTo(Outcome.accept());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void anOutageReleases(int status) throws Exception {
        assertThat(answerTo(status, true)).isEqualTo(Outcome.release("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 400, 401, 404, 408, 409, 413, 422, 500, 501, 505})
    void anyOtherStatusRefuses(int status) throws Exception {
        assertThat(answerTo(status, true)).isEqualTo(Outcome.reject("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void atMostOnceDoesNotRepeatWhatAGatewayMayHavePassedOn(int status) throws Exception {
        assertThat(answerTo(status, false)).isEqualTo(Outcome.rejectForGood("HTTP " + status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void atMostOnceRepeatsWhatWasTurnedAway(int status) throws Exception {
        assertThat(answerTo(status, false)).isEqualTo(Outcome.release("HTTP " + status));
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver(exchange -> {
                    exchange.getResponseHeaders()
                            .set("location", elsewhere.url().toString());
                    Receiver.answer(exchange, 307);
                });
                HttpClientUnderTest client = HttpClientUnderTest.to(receiver.url())) {
            assertThat(client.post(orders("k", "v"))).isEqualTo(Outcome.reject("HTTP 307"));
            assertThat(elsewhere.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfterInSecondsIsHonoured(int status) throws Exception {
        assertThat(answerTo(status, "7")).isEqualTo(Outcome.release(Duration.ofSeconds(7), "HTTP " + status));
    }

    @Test
    void retryAfterAsADateIsHonoured() throws Exception {
        String inAMinute = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(60).atOffset(ZoneOffset.UTC));
        assertThat(answerTo(503, inAMinute))
                .isInstanceOfSatisfying(
                        Outcome.Release.class,
                        release ->
                                assertThat(release.after()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60)));
    }

    @Test
    void retryAfterMeansNothingElsewhere() throws Exception {
        assertThat(answerTo(502, "7")).isEqualTo(Outcome.release("HTTP 502"));
        assertThat(answerTo(500, "7")).isEqualTo(Outcome.reject("HTTP 500"));
    }

    private static Outcome answerTo(int status, boolean retryUnknown) throws Exception {
        try (Receiver receiver = Receiver.answering(status);
                HttpClientUnderTest client =
                        HttpClientUnderTest.with(receiver.url(), HttpClientUnderTest.TIMEOUT, retryUnknown)) {
            return client.post(orders("k", "v"));
        }
    }

    private static Outcome answerTo(int status, String retryAfter) throws Exception {
        try (Receiver receiver = new Receiver(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    Receiver.answer(exchange, status);
                });
                HttpClientUnderTest client = HttpClientUnderTest.to(receiver.url())) {
            return client.post(orders("k", "v"));
        }
    }
}
