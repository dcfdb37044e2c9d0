package dev.pollux.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An engine that does not answer, with far more requests waiting for it than the server has threads. */
class BusyServerTest {
    private static final int WAITING = 50;

    @Test
    void livenessDoesNotWaitForTheEngine() throws Exception {
        Snapshots snapshots = new Snapshots();
        CountDownLatch waiting = new CountDownLatch(WAITING);
        CountDownLatch answer = new CountDownLatch(1);
        Sources fine = snapshots.sources();
        Sources slow = new Sources(
                fine.version(),
                () -> {
                    waiting.countDown();
                    await(answer);
                    return fine.engine().get();
                },
                fine.member(),
                fine.totals(),
                fine.metrics(),
                fine.pausing());
        try (AdminServer server = AdminServer.start(AdminPort.open(0), null, slow);
                HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> statuses = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                statuses.add(client.sendAsync(request(server, "/status"), BodyHandlers.ofString()));
            }
            await(waiting);

            assertThat(client.send(request(server, "/livez"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);

            answer.countDown();
            assertThat(statuses)
                    .allSatisfy(status -> assertThat(status.get(30, TimeUnit.SECONDS))
                            .extracting(HttpResponse::statusCode)
                            .isEqualTo(200));
        }
    }

    private static HttpRequest request(AdminServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
