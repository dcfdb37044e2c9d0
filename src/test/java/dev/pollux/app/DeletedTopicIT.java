package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit that is waited for, with a deleted topic in it, lasts until its deadline: the others must not wait with it. */
class DeletedTopicIT extends ProcessTest {
    /** Longer than one commit may take: its deadline has to pass within. */
    private static final Duration WATCHED = Duration.ofSeconds(12);

    /** Seconds: the deadline of one commit, plus what a slow machine takes. */
    private static final double LONGEST = 10;

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theOthersCommitsGoOn(Protocol protocol) throws InterruptedException {
        String doomed = cluster.newTopic("doomed", 1);
        String staying = cluster.newTopic("staying", 1);
        Records.produce(cluster, doomed, 10, 10);
        Records.produce(cluster, staying, 10, 10);
        CountDownLatch go = new CountDownLatch(1);
        try (HttpReceiver receiver = receiver(doomed, go);
                WorkerProcess worker = launch(doomed + ", " + staying, "type: http\nhttp:\n  url: " + receiver.url("/"))
                        .set("commit.strategy", "sync")
                        .set("commit.interval", "PT0.2S")
                        .set("membership.protocol", protocol.name().toLowerCase(Locale.ROOT))
                        .start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, staying) == 0);
            cluster.admin()
                    .deleteTopics(List.of(doomed))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            // What finishes now is committed for a topic that is not there.
            go.countDown();
            double longest = longestWithoutCommit(staying, worker);
            System.out.printf("%s: longest time without a commit beside a deleted topic: %.1f s%n", protocol, longest);
            assertThat(longest).isLessThan(LONGEST);
            await().atMost(BOUND).until(() -> cluster.lag(group, staying) == 0);
            assertThat(worker.alive()).isTrue();
        } finally {
            go.countDown();
        }
    }

    private double longestWithoutCommit(String topic, WorkerProcess worker) {
        var partition = new TopicPartition(topic, 0);
        long last = System.nanoTime();
        long longest = 0;
        long before = 10;
        long end = last + WATCHED.toNanos();
        for (int round = 1; System.nanoTime() - end < 0; round++) {
            Records.produce(cluster, topic, round * 10, 10, 10);
            worker.waitFor(Duration.ofMillis(100));
            long committed = cluster.committed(group, partition);
            longest = Math.max(longest, System.nanoTime() - last);
            if (committed > before) {
                last = System.nanoTime();
                before = committed;
            }
        }
        return longest / 1e9;
    }

    private static HttpReceiver receiver(String doomed, CountDownLatch go) {
        return new HttpReceiver("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst("idempotency-key");
            try {
                if (key.startsWith(doomed) && key.endsWith("/5")) {
                    go.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            HttpReceiver.answer(exchange, 200);
        });
    }
}
