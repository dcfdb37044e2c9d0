package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.orders;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFailureTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    /** What a server does with a connection once it has read something from it. */
    private interface Behaviour {
        void answer(Socket socket) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedConnectionReleases(boolean retryUnknown) throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (HttpClientUnderTest client = HttpClientUnderTest.with(url(port), Duration.ofSeconds(5), retryUnknown)) {
            assertReleased(client.post(orders("k", "v")), "cannot connect");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnknownHostReleases(boolean retryUnknown) throws Exception {
        URI url = URI.create("http://no-such-host.invalid:8080/");
        try (HttpClientUnderTest client = HttpClientUnderTest.with(url, Duration.ofSeconds(3), retryUnknown)) {
            assertReleased(client.post(orders("k", "v")), "connect");
        }
    }

    @Test
    void noAnswerInTimeReleases() throws Exception {
        assertReleased(outcome(true, socket -> socket.getInputStream().transferTo(sink())), "no answer within PT0.3S");
    }

    @Test
    void eachRequestHasTheWholeTime() throws Exception {
        try (ServerSocket server = serve(socket -> socket.getInputStream().transferTo(sink()));
                HttpClientUnderTest client = HttpClientUnderTest.with(url(server), SHORT, true)) {
            CompletableFuture<Outcome> first = client.start(orders("k", "v"));
            Thread.sleep(SHORT.dividedBy(2));
            long begin = System.nanoTime();
            CompletableFuture<Outcome> second = client.start(orders("l", "v"));
            assertReleased(first.get(10, TimeUnit.SECONDS), "no answer within PT0.3S");
            assertReleased(second.get(10, TimeUnit.SECONDS), "no answer within PT0.3S");
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
            // Nothing was in flight for a moment.
            assertReleased(client.post(orders("m", "v")), "no answer within PT0.3S");
        }
    }

    @Test
    void noAnswerInTimeIsForGoodUnderAtMostOnce() throws Exception {
        assertThat(outcome(false, socket -> socket.getInputStream().transferTo(sink())))
                .isEqualTo(Outcome.rejectForGood("no answer within PT0.3S", null));
    }

    @Test
    void aConnectionClosedBeforeTheAnswerReleases() throws Exception {
        assertReleased(outcome(true, Socket::close), "connection lost before an answer");
    }

    @Test
    void aConnectionResetBeforeTheAnswerReleases() throws Exception {
        assertReleased(outcome(true, HttpFailureTest::reset), "connection lost before an answer");
    }

    @Test
    void aConnectionLostIsForGoodUnderAtMostOnce() throws Exception {
        assertThat(outcome(false, HttpFailureTest::reset))
                .isInstanceOfSatisfying(
                        Outcome.Reject.class,
                        reject -> assertThat(reject.forGood()).isTrue());
    }

    @Test
    void aConnectionResetInTheMiddleOfTheHeadReleases() throws Exception {
        assertReleased(
                outcome(true, socket -> {
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
                    socket.close();
                }),
                "connection lost before an answer");
    }

    @Test
    void anAnswerThatIsNoHttpReleases() throws Exception {
        assertReleased(
                outcome(true, socket -> write(socket, "SSH-2.0-OpenSSH_9.6\r\n\r\n")),
                "connection lost before an answer");
    }

    @Test
    void theStatusCountsThoughTheBodyNeverEnds() throws Exception {
        String head = "HTTP/1.1 %s\r\nContent-Length: 1000\r\n\r\nabc";
        assertThat(outcome(true, socket -> {
                    write(socket, head.formatted("200 OK"));
                    socket.getInputStream().transferTo(sink());
                }))
                .isEqualTo(Outcome.accept());
        assertThat(outcome(false, socket -> {
                    write(socket, head.formatted("422 No"));
                    socket.close();
                }))
                .isEqualTo(Outcome.reject("HTTP 422"));
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        CompletableFuture<Boolean> cut = new CompletableFuture<>();
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
        assertThat(outcome(true, Duration.ofSeconds(20), socket -> {
                    write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    try {
                        while (true) {
                            socket.getOutputStream().write(chunk);
                        }
                    } catch (IOException e) {
                        cut.complete(true);
                    }
                }))
                .isEqualTo(Outcome.accept());
        assertThat(cut.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConnectionThatFailedIsNotUsedAgain() throws Exception {
        try (ServerSocket server = serve(HttpFailureTest::reset);
                HttpClientUnderTest client =
                        new HttpClientUnderTest(url(server), Map.of(), null, Duration.ofSeconds(5), 1, true)) {
            for (int i = 0; i < 3; i++) {
                assertReleased(client.post(orders("k", "v")), "connection lost before an answer");
            }
        }
    }

    @Test
    void closingCompletesWhatIsInFlight() throws Exception {
        CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        try (ServerSocket server = serve(socket -> {
            arrived.complete(true);
            socket.getInputStream().transferTo(sink());
        })) {
            HttpClientUnderTest client = HttpClientUnderTest.with(url(server), Duration.ofSeconds(60), true);
            CompletableFuture<Outcome> outcome = client.start(orders("k", "v"));
            arrived.get(10, TimeUnit.SECONDS);
            client.close();
            assertReleased(outcome.get(10, TimeUnit.SECONDS), "connection lost before an answer");
            assertReleased(client.post(orders("k", "v")), "closed");
        }
    }

    private static Outcome outcome(boolean retryUnknown, Behaviour behaviour) throws Exception {
        return outcome(retryUnknown, SHORT, behaviour);
    }

    private static Outcome outcome(boolean retryUnknown, Duration timeout, Behaviour behaviour) throws Exception {
        try (ServerSocket server = serve(behaviour);
                HttpClientUnderTest client = HttpClientUnderTest.with(url(server), timeout, retryUnknown)) {
            return client.post(orders("k", "v"));
        }
    }

    /** Serves each connection on a thread of its own until the socket is closed. */
    private static ServerSocket serve(Behaviour behaviour) throws Exception {
        ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.startVirtualThread(() -> serve(socket, behaviour));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        return server;
    }

    private static void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            if (socket.getInputStream().read(new byte[64 * 1024]) > 0) {
                behaviour.answer(socket);
            }
        } catch (Exception e) {
            // The client went away, which is what most of these tests are about.
        }
    }

    private static void reset(Socket socket) throws Exception {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void write(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static OutputStream sink() {
        return OutputStream.nullOutputStream();
    }

    private static URI url(ServerSocket server) {
        return url(server.getLocalPort());
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static void assertReleased(Outcome outcome, String reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Release.class,
                        release -> assertThat(release.reason()).contains(reason));
    }
}
