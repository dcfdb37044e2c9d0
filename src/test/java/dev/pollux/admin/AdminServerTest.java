package dev.pollux.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pollux.engine.CircuitState;
import dev.pollux.engine.EngineView;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final EngineView IDLE = new EngineView(List.of(), 0, 0, 0, CircuitState.CLOSED, false);

    private final Snapshots snapshots = new Snapshots();
    private final AdminServer server = AdminServer.start(AdminPort.open(0), "token", snapshots.sources());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void isAliveUnlessARestartWouldHelp() throws Exception {
        assertAnswer("/livez", 200, "{\"status\":\"alive\"}");
        snapshots.engine = IDLE;
        snapshots.member = Snapshots.member(false, "no broker answers", null);
        assertAnswer("/livez", 200, "{\"status\":\"alive\"}");
        snapshots.engine = Snapshots.working(true);
        assertAnswer("/livez", 200, "{\"status\":\"alive\"}");
        snapshots.member = Snapshots.member(true, null, "the poll loop died");
        assertAnswer("/livez", 503, "{\"status\":\"stuck\",\"reason\":\"the poll loop died\"}");
    }

    @Test
    void isReadyOnceJoinedAndUntilItDrains() throws Exception {
        snapshots.member = Snapshots.member(false, "joining the group", null);
        assertAnswer("/readyz", 503, "{\"status\":\"not ready\",\"reason\":\"joining the group\"}");
        snapshots.member = Snapshots.member(true, null, null);
        assertAnswer("/readyz", 200, "{\"status\":\"ready\"}");
        snapshots.engine = IDLE;
        assertAnswer("/readyz", 200, "{\"status\":\"ready\"}");
        snapshots.engine = Snapshots.working(true);
        assertAnswer("/readyz", 503, "{\"status\":\"not ready\",\"reason\":\"draining\"}");
    }

    @Test
    void hasStartedOnceTheFirstJoinIsOver() throws Exception {
        snapshots.member = Snapshots.member(false, "joining the group", null);
        assertAnswer("/startupz", 503, "{\"status\":\"starting\",\"reason\":\"joining the group\"}");
        snapshots.member = Snapshots.member(true, "between two joins", null);
        assertAnswer("/startupz", 200, "{\"status\":\"started\"}");
    }

    @Test
    void statusShowsTheMemberItsTotalsAndItsPartitions() throws Exception {
        HttpResponse<String> response = get("/status");
        JsonNode status = JSON.readTree(response.body());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(status).isEqualTo(JSON.readTree("""
                {"version": "1.2.3", "group": "orders-worker", "member": "member-1", "instanceId": null,
                 "started": true, "ready": true, "reason": null, "stuck": null, "draining": false,
                 "circuit": "closed", "pollAgeSeconds": 0.25, "inFlight": 2, "buffered": 6, "bufferedBytes": 600,
                 "totals": {"accepted": 11, "released": 22, "deadLettered": 33, "skipped": 44},
                 "partitions": [
                   {"topic": "orders", "partition": 0, "position": 15, "committable": 9, "committed": 8,
                    "end": 20, "lag": 12, "inFlight": 2, "buffered": 6, "paused": true},
                   {"topic": "orders", "partition": 1, "position": null, "committable": null, "committed": null,
                    "end": null, "lag": null, "inFlight": 0, "buffered": 0, "paused": false}]}
                """));
    }

    @Test
    void statusSaysWhyItIsNotReady() throws Exception {
        snapshots.engine = Snapshots.working(true);
        snapshots.member = Snapshots.member(true, null, "the poll loop died");

        JsonNode status = JSON.readTree(get("/status").body());

        assertThat(status.get("ready").asBoolean()).isFalse();
        assertThat(status.get("draining").asBoolean()).isTrue();
        assertThat(status.get("reason").asText()).isEqualTo("draining");
        assertThat(status.get("stuck").asText()).isEqualTo("the poll loop died");
    }

    @Test
    void metricsGetTheCallersAcceptHeaderAndKeepTheirContentType() throws Exception {
        HttpResponse<String> response = send(request("/metrics").header("Accept", "application/openmetrics-text"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("up 1\n");
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(
                        type -> assertThat(type).isEqualToIgnoringCase("text/plain; version=0.0.4; charset=utf-8"));
        assertThat(snapshots.accept).isEqualTo("application/openmetrics-text");
    }

    @Test
    void thePageIsOneFileThatLoadsNothingFromElsewhere() throws Exception {
        HttpResponse<String> response = get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(response.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(response.body())
                .contains("<title>Pollux</title>", "fetch('status'")
                .doesNotContain("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/livez", "/readyz", "/startupz", "/status", "/metrics", "/nothing"})
    void nothingIsCachedAndNoServerIsNamed(String path) throws Exception {
        var headers = get(path).headers();

        assertThat(headers.firstValue("cache-control")).hasValue("no-store");
        assertThat(headers.firstValue("server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/livez", "/readyz", "/startupz", "/status", "/metrics"})
    void headAnswersAsGetDoesWithoutTheBody(String path) throws Exception {
        snapshots.member = Snapshots.member(false, "joining the group", "the poll loop died");
        HttpResponse<String> get = get(path);
        HttpResponse<String> head = send(request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-type"))
                .isEqualTo(get.headers().firstValue("content-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        HttpResponse<String> response = send(request("/status").method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
        assertThat(response.body()).isEqualTo("{\"error\":\"Method Not Allowed\"}");
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertAnswer("/nothing", 404, "{\"error\":\"Not Found\"}");
        try (AdminServer other = AdminServer.start(AdminPort.open(0), null, snapshots.sources())) {
            for (String path : List.of("/pause", "/resume")) {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + other.port() + path));
                assertThat(send(request.POST(BodyPublishers.noBody())).statusCode())
                        .as("without a token in the configuration")
                        .isEqualTo(404);
            }
        }
    }

    @ParameterizedTest(name = "{0} with {1}: {2} {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    /pause                             | Bearer token | 204 | pause null null
                    /resume                            | bearer token | 204 | resume null null
                    /pause?topic=orders                | Bearer token | 204 | pause orders null
                    /pause?topic=orders&partition=3    | Bearer token | 204 | pause orders 3
                    /pause?partition=3                 | Bearer token | 400 | -
                    /pause?topic=orders&partition=-1   | Bearer token | 400 | -
                    /pause?topic=orders&partition=one  | Bearer token | 400 | -
                    /pause                             | Bearer other | 401 | -
                    /pause                             | token        | 401 | -
                    /pause                             | -            | 401 | -
                    """)
    void aPersonWithTheTokenPausesAndResumes(
            String path, @Nullable String authorization, int status, @Nullable String asked) throws Exception {
        var request = request(path).POST(BodyPublishers.noBody());
        if (authorization != null) {
            request.header("authorization", authorization);
        }
        assertThat(send(request).statusCode()).isEqualTo(status);
        assertThat(List.copyOf(snapshots.asked)).isEqualTo(asked == null ? List.of() : List.of(asked));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    /pause?partition=3                          | found '3' without a topic
                    /pause?topic=orders&partition=-1            | found '-1'; accepted: a whole number from 0
                    /pause?topic=orders&partition=4294967295    | found '4294967295'; accepted: a whole number from 0
                    /pause?topic=orders&partition=%22%3Cb%3E    | found '??b?'; accepted: a whole number from 0
                    """)
    void what_is_wrong_with_a_partition_is_told_with_the_value(String path, String told) throws Exception {
        var request = request(path).POST(BodyPublishers.noBody()).header("authorization", "Bearer token");
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(told);
        assertThat(snapshots.asked).isEmpty();
    }

    @Test
    void pausingIsNoMatterOfGet() throws Exception {
        HttpResponse<String> response = send(request("/pause"));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void aSourceThatFailsIsAServerErrorWithoutItsText() throws Exception {
        Sources fine = snapshots.sources();
        Sources broken = new Sources(
                fine.version(),
                () -> {
                    throw new IllegalStateException("secret");
                },
                fine.member(),
                fine.totals(),
                fine.metrics(),
                fine.pausing());
        try (AdminServer other = AdminServer.start(AdminPort.open(0), null, broken)) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + other.port() + "/status"));
            HttpResponse<String> response = send(request);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("secret");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> AdminPort.open(server.port()).close())
                .isInstanceOf(PortTakenException.class)
                .hasMessageContainingAll("server.port", String.valueOf(server.port()), "in use", "accepted");
    }

    @Test
    void whoConnectsBeforeTheServerIsThereIsAnsweredByIt() throws Exception {
        try (AdminPort port = AdminPort.open(0)) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port.number() + "/livez"))
                    .timeout(Duration.ofSeconds(30));
            var answer = client.sendAsync(request.build(), BodyHandlers.ofString());

            try (AdminServer late = AdminServer.start(port, null, snapshots.sources())) {
                assertThat(late.port()).isEqualTo(port.number());
                assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aClosedServerLetsGoOfItsPort() throws Exception {
        int port = server.port();
        server.close();
        assertThatThrownBy(() -> get("/livez")).isInstanceOf(ConnectException.class);

        try (AdminServer next = AdminServer.start(AdminPort.open(port), null, snapshots.sources())) {
            assertThat(next.port()).isEqualTo(port);
        }
    }

    private void assertAnswer(String path, int status, String json) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertThat(response.body()).isEqualTo(json);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
