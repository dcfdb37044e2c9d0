package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters that cannot be written are waited for: their records' offsets do not pass before. */
class DeadLetterIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Refuses one record in ten for good. */
    private static final Handler<byte[], byte[]> PICKY =
            delivery -> delivery.offset() % 10 == 3 ? Outcome.rejectForGood("no", null) : Outcome.accept();

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final String topic = cluster.newTopic("orders", 1);
    private final String letters = topic + ".dlt";

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aTopicThatIsMissingIsWaitedFor() {
        waitsUntil(() -> cluster.createTopic(letters, 1));
    }

    @Test
    void aTopicThatTakesNoWritesIsWaitedFor() {
        cluster.createTopic(letters, 1, Map.of("max.message.bytes", "10"));
        waitsUntil(() -> cluster.configureTopic(letters, Map.of("max.message.bytes", "100000")));
    }

    private void waitsUntil(Runnable cure) {
        Records.produce(cluster, topic, 100, 100);
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.client.put("max.block.ms", "1000");
        try (RunningWorker running = RunningWorker.start(configured, PICKY)) {
            // All that can be finished is: the first dead letter holds the offset.
            await().atMost(BOUND).until(() -> running.worker.engine().bufferedRecords() == 10);
            // Longer than the producer tries by itself.
            await().during(Duration.ofSeconds(3))
                    .atMost(BOUND)
                    .until(
                            () -> cluster.committed(configured.group).get(new TopicPartition(topic, 0)),
                            commit -> commit != null && commit.offset() == 3);
            cure.run();
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
        }
        assertThat(Records.readAll(cluster, letters))
                .extracting(letter -> Records.text(letter.value()))
                .contains("v3", "v13", "v23", "v33", "v43", "v53", "v63", "v73", "v83", "v93");
    }
}
