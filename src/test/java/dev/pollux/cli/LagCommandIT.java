package dev.pollux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pollux.app.ExitCode;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code pollux lag} on a real broker; no worker runs. */
class LagCommandIT {
    private static final long HOUR = 3_600_000;

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final String topic = cluster.newTopic("orders", 2);
    private final String group = Names.unique("group");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void countsWhatAStoppedGroupLeftInRecordsAndSeconds() throws Exception {
        long now = System.currentTimeMillis();
        // One record a minute for five hours; the group stopped two hours ago.
        produce(LongStream.range(0, 300).map(i -> now - 5 * HOUR + i * 60_000).toArray());
        cluster.commit(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(180)));

        assertThat(execute("--output", "json")).isZero();
        JsonNode report = JsonMapper.builder().build().readTree(out.toString());
        assertThat(report.get("group").asText()).isEqualTo(group);
        assertThat(report.get("state").asText()).isEqualTo("Empty");
        assertThat(report.get("members").asInt()).isZero();
        assertThat(report.get("lagRecords").asLong()).isEqualTo(120);
        assertThat(report.get("lagSeconds").asDouble()).isBetween(6_400.0, 8_000.0);
        JsonNode first = report.get("partitions").get(0);
        assertThat(first.get("committed").asLong()).isEqualTo(180);
        assertThat(first.get("end").asLong()).isEqualTo(300);
        assertThat(first.get("owner").isNull()).isTrue();
        JsonNode second = report.get("partitions").get(1);
        assertThat(second.get("committed").isNull()).isTrue();
        assertThat(second.get("lagRecords").asLong()).isZero();
    }

    @Test
    void aGroupWithoutCommitsBeginsWhereStartSays() {
        produce(LongStream.range(0, 10)
                .map(i -> System.currentTimeMillis() - i % 2 * 3 * HOUR)
                .sorted()
                .toArray());
        assertThat(lag("earliest")).isEqualTo("10");
        assertThat(lag("latest")).isEqualTo("0");
        assertThat(lag("PT2H")).isEqualTo("5");
        assertThat(lag("none")).isEqualTo("-");
        // Behind the end, as after the topic was made anew.
        cluster.commit(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(99)));
        assertThat(lag("earliest")).isEqualTo("10");
    }

    @Test
    void namesTheOwners() {
        produce(1);
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "group.id",
                        group,
                        "group.instance.id",
                        "pod-0"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                var _ = consumer.poll(Duration.ofMillis(200));
                return !consumer.assignment().isEmpty();
            });
            assertThat(execute()).isZero();
        }
        assertThat(out.toString().lines())
                .hasSize(5)
                .startsWith("group " + group + ": stable, 1 member")
                .anyMatch(line -> line.matches(topic + " +1 .* pod-0 \\(.+\\)"));
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(execute("--set", "topics=nowhere")).isEqualTo(1);
        assertThat(err).hasToString("the topic does not exist: nowhere\n");
        assertThat(execute("--set", "kafka.bootstrap.servers=127.0.0.1:" + Ports.free()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the brokers at 127.0.0.1:", "cannot be reached");
        assertThat(execute("--set", "kafka.security.protocol=MAGIC")).isEqualTo(2);
        assertThat(execute("--set", "ordering=x")).isEqualTo(2);
        assertThat(err.toString()).contains("ordering: found 'x'");
        assertThat(execute("--output", "xml")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    /** Partition 0's, from the table. */
    private String lag(String start) {
        out.getBuffer().setLength(0);
        assertThat(execute("--set", "start=" + start)).as(err.toString()).isZero();
        return out.toString().lines().toList().get(2).split(" +", -1)[4];
    }

    private int execute(String... arguments) {
        var commands = Main.commandLine(Map.of(), (config, version) -> ExitCode.FINE);
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("lag"));
        for (String set : List.of(
                "kafka.bootstrap.servers=" + cluster.bootstrapServers(),
                "group=" + group,
                "topics=" + topic,
                "handler.type=discard")) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(List.of(arguments));
        return commands.execute(all.toArray(String[]::new));
    }

    /** To partition 0, with these timestamps. */
    private void produce(long... timestamps) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long timestamp : timestamps) {
                var _ = producer.send(
                        new ProducerRecord<>(topic, 0, timestamp, Records.bytes("k"), Records.bytes("v")));
            }
        }
    }
}
