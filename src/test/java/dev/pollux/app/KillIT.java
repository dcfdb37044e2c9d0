package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.engine.CommittedMap;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** SIGKILL under load, while records finish out of order: what was finished and committed does not come again. */
class KillIT extends ProcessTest {
    private static final int RECORDS = 10_000;

    /** Requests that began, by idempotency key, and when they were answered; 0 before. */
    private final Map<String, Long> answered = new ConcurrentHashMap<>();

    private final Set<String> repeated = ConcurrentHashMap.newKeySet();

    @Test
    void onlyWhatWasNotCommittedComesAgain() {
        String topic = cluster.newTopic("orders", 6);
        Records.produce(cluster, topic, RECORDS, RECORDS);
        try (HttpReceiver receiver = receiver()) {
            for (int kill = 1; kill <= 2; kill++) {
                killUnderLoad(topic, receiver, kill * 3000);
            }
            try (WorkerProcess worker = start(topic, receiver)) {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                assertThat(worker.alive()).isTrue();
            }
        }
        assertThat(answered).hasSize(RECORDS);
    }

    private void killUnderLoad(String topic, HttpReceiver receiver, int goal) {
        long killed;
        try (WorkerProcess worker = start(topic, receiver)) {
            await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> answered.size() >= goal);
            killed = System.nanoTime();
            worker.kill();
        }
        Map<String, Long> begun = Map.copyOf(answered);
        Map<TopicPartition, OffsetAndMetadata> commits = cluster.committed(group);
        List<String> uncommitted = new ArrayList<>();
        int inFlight = 0;
        for (Map.Entry<String, Long> one : begun.entrySet()) {
            if (!isCommitted(one.getKey(), commits)) {
                uncommitted.add(one.getKey());
                inFlight += one.getValue() == 0 || one.getValue() > killed ? 1 : 0;
                // commit.interval is 200 ms; a slow machine gets a second more.
                assertThat(one.getValue() == 0 || killed - one.getValue() < 1_200_000_000L)
                        .as("%s was answered long before the kill and is not committed", one.getKey())
                        .isTrue();
            }
        }
        repeated.clear();
        try (WorkerProcess worker = start(topic, receiver)) {
            await().atMost(BOUND).until(() -> answered.keySet().size() >= begun.size() + 1000);
            worker.sigterm();
            assertThat(worker.waitFor(BOUND)).hasValue(0);
        }
        System.out.printf(
                "killed with %d begun: %d in flight, %d finished since the last commit, %d came again%n",
                begun.size(), inFlight, uncommitted.size() - inFlight, repeated.size());
        assertThat(inFlight).isLessThanOrEqualTo(64);
        assertThat(uncommitted).as("what came again").containsAll(repeated);
    }

    private static boolean isCommitted(String idempotencyKey, Map<TopicPartition, OffsetAndMetadata> commits) {
        String[] parts = idempotencyKey.split("/", -1);
        OffsetAndMetadata commit = commits.get(new TopicPartition(parts[0], Integer.parseInt(parts[1])));
        return commit != null && CommittedMap.finished(commit, Long.parseLong(parts[2]));
    }

    private WorkerProcess start(String topic, HttpReceiver receiver) {
        return launch(topic, "type: http\nhttp:\n  url: " + receiver.url("/"))
                .set("concurrency", "64")
                .set("commit.interval", "PT0.2S")
                // A dynamic member's partitions are free again when its session is over.
                .set("kafka.session.timeout.ms", "2000")
                .set("kafka.heartbeat.interval.ms", "500")
                .start();
    }

    private HttpReceiver receiver() {
        return new HttpReceiver("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst("idempotency-key");
            if (answered.putIfAbsent(key, 0L) != null) {
                repeated.add(key);
            }
            try {
                Thread.sleep(ThreadLocalRandom.current().nextInt(1, 60));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answered.put(key, System.nanoTime());
            HttpReceiver.answer(exchange, 200);
        });
    }
}
