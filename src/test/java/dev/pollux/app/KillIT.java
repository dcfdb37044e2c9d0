package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.engine.CommittedMap;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final int RECORDS = 8000;
    private static final int KILLED_AT = 3000;

    /**
     * Of two commits that were seen after an answer, the second was decided after it: one is under way at a time. The third
     * is for the answer's way to the worker.
     */
    private static final int PASSED_COMMITS = 3;

    /** Requests that began, by idempotency key, and when they were answered; 0 before. */
    private final Map<String, Long> answered = new ConcurrentHashMap<>();

    /** When a look at the commits began that found new ones. */
    private final List<Long> commitsSeen = new ArrayList<>();

    private Map<TopicPartition, OffsetAndMetadata> lastCommits = Map.of();

    private final Set<String> repeated = ConcurrentHashMap.newKeySet();

    @Test
    void onlyWhatWasNotCommittedComesAgain() {
        String topic = cluster.newTopic("orders", 6);
        Records.produce(cluster, topic, RECORDS, RECORDS);
        try (HttpReceiver receiver = receiver()) {
            Set<String> begun;
            long killed;
            try (WorkerProcess worker = start(topic, receiver)) {
                await().atMost(BOUND)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() ->
                                anotherLook() && answered.size() >= KILLED_AT && commitsSeen.size() > PASSED_COMMITS);
                // In this order: what begins later may have taken the place of what is answered later.
                begun = Set.copyOf(answered.keySet());
                killed = System.nanoTime();
                worker.kill();
            }
            Set<String> uncommitted = uncommitted(commitsSeen.get(commitsSeen.size() - 1 - PASSED_COMMITS));
            long inFlight = uncommitted.stream()
                    .filter(key -> begun.contains(key) && !isAnswered(key, killed))
                    .count();
            repeated.clear();
            try (WorkerProcess worker = start(topic, receiver)) {
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                assertThat(worker.alive()).isTrue();
            }
            System.out.printf(
                    "killed with %d begun: %d in flight, %d finished since the last commit or begun since, %d came again%n",
                    begun.size(), inFlight, uncommitted.size() - inFlight, repeated.size());
            assertThat(inFlight).isLessThanOrEqualTo(64);
            assertThat(uncommitted).as("what came again").containsAll(repeated);
        }
        assertThat(answered).hasSize(RECORDS);
    }

    /** Asks for the commits and notes when they are others than before. */
    private boolean anotherLook() {
        long asked = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> commits = cluster.committed(group);
        if (!commits.equals(lastCommits)) {
            lastCommits = commits;
            commitsSeen.add(asked);
        }
        return true;
    }

    /**
     * What began before the kill and is not in the last commit: it was in flight, or finished since.
     *
     * @param longAgo what was answered before is in one of the commits that were seen after it
     */
    private Set<String> uncommitted(long longAgo) {
        Map<TopicPartition, OffsetAndMetadata> commits = cluster.committed(group);
        Set<String> uncommitted = new HashSet<>();
        answered.keySet().forEach(key -> {
            if (!isCommitted(key, commits)) {
                uncommitted.add(key);
                assertThat(isAnswered(key, longAgo))
                        .as("%s was answered %d commits before the kill and is in none", key, PASSED_COMMITS)
                        .isFalse();
            }
        });
        return uncommitted;
    }

    private boolean isAnswered(String key, long before) {
        long nanos = answered.getOrDefault(key, 0L);
        return nanos != 0 && nanos - before < 0;
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
