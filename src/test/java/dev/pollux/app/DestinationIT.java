package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A worker process that posts to a service, which is down, or while the worker is told to stop. */
class DestinationIT extends ProcessTest {
    private static final int RECORDS = 3000;

    /** Attempts that an open circuit lets through. */
    private static final int PROBES = 3;

    /** Requests that were answered with 200, by idempotency key. */
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

    @Test
    void sigtermUnderLoadDrainsCommitsAndLosesNothing() {
        String topic = cluster.newTopic("orders", 6);
        Records.produce(cluster, topic, RECORDS, 200);
        try (HttpReceiver receiver = receiver(Ports.free(), 5)) {
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
        }
        assertThat(accepted).hasSize(RECORDS);
    }

    @Test
    void aDestinationThatIsDownDeadLettersNothing() throws ConnectException {
        String topic = cluster.newTopic("orders", 3);
        cluster.createTopic(topic + ".dlt", 1);
        Records.produce(cluster, topic, 200, 50);
        int receiverPort = Ports.free();
        try (WorkerProcess worker = launch(
                        topic, "type: http\nhttp:\n  url: http://127.0.0.1:%d/".formatted(receiverPort))
                .set("retry.max-attempts", "1")
                .start()) {
            awaitAnswer("/metrics", 200, "pollux_circuit_open 1.0");
            double before = metric(released(topic));
            // Each of them would have been its record's only attempt.
            await().atMost(BOUND).until(() -> metric(released(topic)) >= before + PROBES);
            assertThat(cluster.lag(group, topic)).isEqualTo(200);
            try (HttpReceiver _ = receiver(receiverPort, 0)) {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            }
            assertThat(worker.alive()).isTrue();
        }
        assertThat(accepted).hasSize(200);
        assertThat(Records.readAll(cluster, topic + ".dlt")).isEmpty();
    }

    @Test
    void aTopicPatternReadsWhatMatches() {
        String prefix = Names.unique("many");
        for (String suffix : new String[] {".a", ".b", ".b.dlt", "-c"}) {
            cluster.createTopic(prefix + suffix, 1);
            Records.produce(cluster, prefix + suffix, 10, 10);
        }
        try (HttpReceiver receiver = receiver(Ports.free(), 0);
                WorkerProcess worker = launch("", posting(receiver))
                        .set("topics", "")
                        .set("topic-pattern", prefix.replace(".", "\\.") + "\\..*")
                        .start()) {
            await().atMost(BOUND)
                    .until(() -> cluster.lag(group, prefix + ".a") == 0 && cluster.lag(group, prefix + ".b") == 0);
            assertThat(worker.alive()).isTrue();
        }
        assertThat(accepted).hasSize(20);
    }

    private static String released(String topic) {
        return "pollux_records_total{outcome=\"released\",topic=\"" + topic + "\"}";
    }

    /** Takes this long for each request. */
    private HttpReceiver receiver(int receiverPort, long millis) {
        return new HttpReceiver(receiverPort, "/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            accepted.merge(exchange.getRequestHeaders().getFirst("idempotency-key"), 1, Integer::sum);
            HttpReceiver.answer(exchange, 200);
        });
    }

    private static String posting(HttpReceiver receiver) {
        return "type: http\nhttp:\n  url: " + receiver.url("/");
    }
}
