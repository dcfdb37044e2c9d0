package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Somebody moved the group's offset and left a note with it. */
class ForeignMetadataIT extends ProcessTest {
    @Test
    void theOffsetIsUsedAndTheRestIgnored() {
        String topic = cluster.newTopic("orders", 1);
        Records.produce(cluster, topic, 100, 10);
        Map<TopicPartition, OffsetAndMetadata> moved =
                Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(40, "moved by hand, ticket 4711"));
        cluster.commit(group, moved);
        try (WorkerProcess worker = launch(topic, "type: discard").start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            awaitAnswer("/metrics", 200, "pollux_records_total{outcome=\"accepted\",topic=\"" + topic + "\"} 60.0");
            assertThat(worker.output())
                    .contains("at offset 40 is ignored, its offset is used")
                    .doesNotContain("ticket 4711");
        }
    }
}
