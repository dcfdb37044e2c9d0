package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Brokers;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A worker that stood still for longer than it may, as in a long pause of the machine. */
class StoppedMemberIT extends ProcessTest {
    private static final int CONCURRENCY = 4;

    /**
     * The client then leaves and joins again. Its good-bye is lost with the connection, so the group refuses the id that
     * the worker itself still has there.
     */
    @Test
    void aStaticMemberWhoseGoodByeWasLostJoinsAgain() throws Exception {
        try (Broker own = Brokers.start(Map.of("group.consumer.session.timeout.ms", "45000"));
                Cluster cluster = Cluster.of(own)) {
            String topic = cluster.newTopic("orders", 3);
            var launch = launch(own.bootstrapServers(), topic, "type: discard")
                    .set("membership.protocol", "consumer")
                    .set("membership.instance-id", "pod-0")
                    .set("membership.revoke-timeout", "PT1S")
                    .set("kafka.max.poll.interval.ms", "2000");
            try (WorkerProcess worker = launch.start()) {
                worker.awaitReady(port, BOUND);
                Records.produce(cluster, topic, 100, 10);
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);

                worker.sigstop();
                own.kill();
                Thread.sleep(2500);
                own.restart();
                worker.sigcont();

                Records.produce(cluster, topic, 100, 100, 10);
                await().atMost(BOUND).until(() -> !worker.alive() || cluster.lag(group, topic) == 0);
                assertThat(worker.alive()).as(worker.tail()).isTrue();
            }
        }
    }

    /** What it has in its buffer is another member's by now, which it learns from its next poll. */
    @Test
    void aMemberThatLostItsSessionHandsOutNothingOfItsBuffer() throws Exception {
        String topic = cluster.newTopic("orders", 1);
        Map<String, Integer> sent = new ConcurrentHashMap<>();
        try (HttpReceiver receiver = new HttpReceiver("/orders", exchange -> {
                    sent.merge(exchange.getRequestHeaders().getFirst("x-worker"), 1, Integer::sum);
                    pause(5);
                    HttpReceiver.answer(exchange, 204);
                });
                WorkerProcess first = sender(topic, receiver, "first", port)) {
            first.awaitReady(port, BOUND);
            Records.produce(cluster, topic, 4000, 1000);
            await().atMost(BOUND).until(() -> sent.getOrDefault("first", 0) > 200);
            first.sigstop();
            try (WorkerProcess second = sender(topic, receiver, "second", Ports.free())) {
                await().atMost(BOUND).until(() -> sent.getOrDefault("second", 0) > 200);
                int before = sent.getOrDefault("first", 0);
                first.sigcont();
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                assertThat(first.output()).contains("Lost [" + topic + "-0]");
                assertThat(second.alive()).isTrue();
                assertThat(sent.getOrDefault("first", 0) - before).isLessThanOrEqualTo(CONCURRENCY);
            }
        }
    }

    private WorkerProcess sender(String topic, HttpReceiver receiver, String name, int itsPort) {
        return launch(topic, "type: http")
                .set("handler.http.url", receiver.url("/orders"))
                .set("handler.http.headers.x-worker", name)
                .set("concurrency", Integer.toString(CONCURRENCY))
                .set("kafka.session.timeout.ms", "3000")
                .set("kafka.heartbeat.interval.ms", "500")
                .set("server.port", Integer.toString(itsPort))
                .start(folder.resolve(name + ".log"));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
