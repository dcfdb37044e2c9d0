package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.guarantee.Observed;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A topic that is deleted and made again holds other records at offsets that were seen already. */
class RecreatedTopicIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.of(SharedBroker.get());

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void recordsOfTheNewTopicAreHandled() throws Exception {
        String topic = cluster.newTopic("orders", 1);
        Records.produce(cluster, topic, 100, 10);
        Observed observed = new Observed();
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.client.put("metadata.max.age.ms", "1000");
        try (RunningWorker running = RunningWorker.start(configured, Recording.accepting(observed))) {
            // Committed too: a commit on its way would follow the topic's name into the new topic.
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            cluster.admin().deleteTopics(List.of(topic)).all().get();
            await().atMost(BOUND)
                    .until(() -> !cluster.admin().listTopics().names().get().contains(topic));
            cluster.createTopic(topic, 1);
            Records.produce(cluster, topic, 40, 10);
            await().atMost(BOUND).until(() -> observed.size() >= 140);
            await().atMost(BOUND).until(() -> cluster.lag(configured.group, topic) == 0);
            assertThat(running.worker.engine().partitions()).hasSize(1);
        }
        assertThat(observed.calls().subList(100, 140))
                .extracting(Observed.Call::offset)
                .contains(0L, 39L);
    }
}
