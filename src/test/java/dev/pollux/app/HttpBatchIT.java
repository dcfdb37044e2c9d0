package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A worker process that posts batches to a service, which refuses those with one certain record in them. */
class HttpBatchIT extends ProcessTest {
    private static final int RECORDS = 3000;
    private static final int KEYS = 200;
    private static final int POISON = 1234;
    private static final int MOST = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By key, the numbers of the records that were accepted, in the order in which they came. */
    private final Map<String, List<Integer>> accepted = new ConcurrentHashMap<>();

    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();

    @Test
    void everythingComesInOrderAndTheRefusedRecordGoesItsWayAlone() {
        String topic = cluster.newTopic("orders", 3);
        cluster.createTopic(topic + ".dlt", 1);
        Records.send(
                cluster,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> new ProducerRecord<>(
                                topic, Records.bytes("k" + i % KEYS), Records.bytes("{\"n\":" + i + "}")))
                        .toList());
        try (HttpReceiver receiver = new HttpReceiver("/", exchange -> {
                    int status = receive(exchange.getRequestBody().readAllBytes());
                    HttpReceiver.answer(exchange, status);
                });
                WorkerProcess worker = launch(
                                topic,
                                "type: http\nhttp:\n  url: " + receiver.url("/")
                                        + "\n  headers: {content-type: application/json}\n  batch: {max-records: "
                                        + MOST + "}")
                        .set("retry.max-attempts", "2")
                        .start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            assertThat(worker.alive()).isTrue();
            assertThat(worker.output()).contains("HTTP 422 for ");
        }
        assertThat(mistakes).isEmpty();
        assertThat(sizes).contains(MOST).allMatch(size -> size <= MOST);
        assertThat(accepted).hasSize(KEYS);
        accepted.forEach((key, numbers) -> assertThat(numbers)
                .as(key)
                .containsExactlyElementsOf(IntStream.range(0, RECORDS)
                        .filter(i -> key.equals("k" + i % KEYS) && i != POISON)
                        .boxed()
                        .toList()));
        assertThat(Records.readAll(cluster, topic + ".dlt")).singleElement().satisfies(letter -> {
            assertThat(Records.text(letter.value())).isEqualTo("{\"n\":" + POISON + "}");
            assertThat(Records.header(letter, "pollux-reason")).hasValue("HTTP 422");
        });
    }

    /** Takes all of a batch or nothing, and says with which status. */
    private int receive(byte[] body) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        JSON.readTree(body).forEach(events::add);
        sizes.add(events.size());
        if (events.stream().map(event -> event.get("source")).distinct().count() != 1) {
            mistakes.add("not of one partition: " + events);
        }
        if (events.stream().anyMatch(event -> number(event) == POISON)) {
            return 422;
        }
        events.forEach(
                event -> accepted.computeIfAbsent(event.get("partitionkey").asText(), _ -> new CopyOnWriteArrayList<>())
                        .add(number(event)));
        return 204;
    }

    private static int number(JsonNode event) {
        return event.get("data").get("n").asInt();
    }
}
