package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A worker process that posts to a service, which is down, or while the worker is told to stop. */
class DestinationIT extends ProcessTest {
    private static final int RECORDS = 3000;

    /** Requests that were answered with 200, by idempotency key. */
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

    @Test
    void sigtermUnderLoadDrainsCommitsAndLosesNothing() throws IOException {
        String topic = cluster.newTopic("orders", 6);
        Records.produce(cluster, topic, RECORDS, 200);
        HttpServer receiver = receiver(Ports.free(), 5);
        try {
            for (int goal : new int[] {500, 1000, 1500}) {
                try (WorkerProcess worker = launch(topic, posting(receiver)).start()) {
                    await().atMost(BOUND).until(() -> accepted.size() >= goal);
                    worker.sigterm();
                    assertThat(worker.waitFor(BOUND)).hasValue(0);
                    assertThat(worker.output()).contains("Stopped");
                }
                long committed = cluster.committed(group).values().stream()
                        .mapToLong(offset -> offset.offset())
                        .sum();
                assertThat(committed).isPositive().isLessThanOrEqualTo(accepted.size());
            }
            try (WorkerProcess worker = launch(topic, posting(receiver)).start()) {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                assertThat(worker.alive()).isTrue();
            }
        } finally {
            receiver.stop(0);
        }
        assertThat(accepted).hasSize(RECORDS);
    }

    @Test
    void aDestinationThatIsDownDeadLettersNothing() throws IOException {
        String topic = cluster.newTopic("orders", 3);
        cluster.createTopic(topic + ".dlt", 1);
        Records.produce(cluster, topic, 200, 50);
        int receiverPort = Ports.free();
        try (WorkerProcess worker = launch(
                        topic, "type: http\nhttp:\n  url: http://127.0.0.1:%d/".formatted(receiverPort))
                .set("retry.max-attempts", "1")
                .start()) {
            awaitAnswer("/metrics", 200, "pollux_records_total{outcome=\"released\",topic=\"" + topic + "\"}");
            // Long enough for every attempt there is, and many more.
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(cluster.lag(group, topic)).isEqualTo(200);
            HttpServer receiver = receiver(receiverPort, 0);
            try {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            } finally {
                receiver.stop(0);
            }
            assertThat(worker.alive()).isTrue();
        }
        assertThat(accepted).hasSize(200);
        assertThat(Records.readAll(cluster, topic + ".dlt")).isEmpty();
    }

    @Test
    void aTopicPatternReadsWhatMatches() throws IOException {
        String prefix = Names.unique("many");
        for (String suffix : new String[] {".a", ".b", ".b.dlt", "-c"}) {
            cluster.createTopic(prefix + suffix, 1);
            Records.produce(cluster, prefix + suffix, 10, 10);
        }
        HttpServer receiver = receiver(Ports.free(), 0);
        try (WorkerProcess worker = launch("", posting(receiver))
                .set("topics", "")
                .set("topic-pattern", prefix.replace(".", "\\.") + "\\..*")
                .start()) {
            await().atMost(BOUND)
                    .until(() -> cluster.lag(group, prefix + ".a") == 0 && cluster.lag(group, prefix + ".b") == 0);
            assertThat(worker.alive()).isTrue();
        } finally {
            receiver.stop(0);
        }
        assertThat(accepted).hasSize(20);
    }

    private HttpServer receiver(int receiverPort, long millis) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), receiverPort), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                Thread.sleep(millis);
                accepted.merge(exchange.getRequestHeaders().getFirst("idempotency-key"), 1, Integer::sum);
                exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private static String posting(HttpServer receiver) {
        return "type: http\nhttp:\n  url: http://127.0.0.1:%d/"
                .formatted(receiver.getAddress().getPort());
    }
}
