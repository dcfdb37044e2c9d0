package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A topic is deleted, made again and filled beyond the old position while the worker stands still. The client goes on at that
 * position as if nothing had been; only the topic's id tells.
 */
class ReplacedTopicIT extends ProcessTest {
    private final Set<String> values = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theNewTopicIsReadFromItsBeginning(Protocol protocol) {
        String topic = cluster.newTopic("orders", 1);
        Records.produce(cluster, topic, 100, 10);
        try (HttpReceiver receiver = receiver();
                WorkerProcess worker = launch(topic, "type: http\nhttp:\n  url: " + receiver.url("/"))
                        .set("membership.protocol", protocol.name().toLowerCase(Locale.ROOT))
                        // How often the ids are looked at; 30 s at most.
                        .set("kafka.metadata.max.age.ms", "2000")
                        .start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            worker.sigstop();
            cluster.makeAnew(topic, 1);
            Records.produce(cluster, topic, 100, 300, 10);
            worker.sigcont();
            await().atMost(BOUND).until(() -> values.size() == 400);
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            assertThat(worker.output()).contains("was deleted and made again");
        }
    }

    private HttpReceiver receiver() {
        return new HttpReceiver("/", exchange -> {
            values.add(Records.text(exchange.getRequestBody().readAllBytes()));
            HttpReceiver.answer(exchange, 200);
        });
    }
}
