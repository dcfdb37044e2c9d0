package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit that is waited for, with a deleted topic in it, lasts until its deadline: the others must not wait with it. */
class DeletedTopicIT extends ProcessTest {
    /** More than were on their way when the topic was deleted. */
    private static final int COMMITS = 4;

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
            cluster.deleteTopic(doomed);
            // What finishes now is committed for a topic that is not there.
            go.countDown();
            double seconds = secondsForCommits(staying, worker);
            System.out.printf("%s: %d commits beside a deleted topic in %.1f s%n", protocol, COMMITS, seconds);
            await().atMost(BOUND).until(() -> cluster.lag(group, staying) == 0);
            assertThat(worker.alive()).isTrue();
        } finally {
            go.countDown();
        }
    }

    private double secondsForCommits(String topic, WorkerProcess worker) {
        var partition = new TopicPartition(topic, 0);
        long begin = System.nanoTime();
        long before = 10;
        int seen = 0;
        for (int round = 1; seen < COMMITS; round++) {
            assertThat(System.nanoTime() - begin)
                    .as("%d of %d commits came", seen, COMMITS)
                    .isLessThan(BOUND.toNanos());
            Records.produce(cluster, topic, round * 10, 10, 10);
            worker.waitFor(Duration.ofMillis(100));
            long committed = cluster.committed(group, partition);
            if (committed > before) {
                before = committed;
                seen++;
            }
        }
        return (System.nanoTime() - begin) / 1e9;
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
