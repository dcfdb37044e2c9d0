package dev.pollux.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.CircuitState;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Listener.CommitOutcome;
import dev.pollux.engine.Listener.HandlerOutcome;
import dev.pollux.engine.Listener.Rebalance;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.engine.MemberView;
import dev.pollux.engine.MemberView.EndOffset;
import dev.pollux.testkit.Promtool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that a scrape can show, in front of {@code promtool check metrics}. */
class MetricsLintTest {
    /** Port 1 refuses: the clients' metrics exist without a broker. */
    private static final String NO_BROKER = "localhost:1";

    private final Metrics metrics = new Metrics(new BuildInfo("1.2.3", "4.4.0", "25"));
    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        metrics.close();
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    @Test
    void ownMetricsWithDataInEach() throws Exception {
        fill();
        assertThat(Promtool.complaints(metrics.scrape(null).text())).isEmpty();
    }

    @Test
    void ownMetricsBeforeAnythingHappened() throws Exception {
        assertThat(Promtool.complaints(metrics.scrape(null).text())).isEmpty();
    }

    @Test
    void theJvmsAndEveryKafkaClients() throws Exception {
        fill();
        metrics.bindJvm();
        bindClients();

        String text = metrics.scrape(null).text();

        assertThat(Promtool.complaints(text)).isEmpty();
        assertThat(text)
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_threads_live_threads ",
                        "jvm_classes_loaded_classes ",
                        "process_uptime_seconds ",
                        "process_cpu_seconds_total ",
                        "kafka_consumer_connections{",
                        "kafka_consumer_coordinator_rebalance_total{",
                        "kafka_consumer_share_",
                        "kafka_producer_record_send_total{",
                        "kafka_admin_client_connections{");
    }

    @Test
    void aTopicWithPeriodsIsCountedOnce() {
        try (var kafka = new org.apache.kafka.common.metrics.Metrics()) {
            for (String topic : List.of("orders.eu", "orders_eu", "plain_topic")) {
                kafka.addMetric(
                        new MetricName(
                                "records-consumed-total", "consumer-fetch-manager-metrics", "", Map.of("topic", topic)),
                        (config, now) -> 5);
            }
            metrics.bindKafka(kafka::metrics);

            assertThat(metrics.scrape(null).text())
                    .contains("topic=\"orders.eu\"", "topic=\"plain_topic\"")
                    .doesNotContain("topic=\"orders_eu\"");
        }
    }

    @Test
    void closingTakesTheClientsMetricsAwayAndEndsTheThread() {
        bindClients();
        assertThat(metrics.scrape(null).text()).contains("kafka_consumer_");
        metrics.close();
        assertThat(metrics.scrape(null).text()).doesNotContain("kafka_consumer_");
    }

    @Test
    void aClientThatDoesNotExistYetIsNoHarm() {
        metrics.bindKafka(Map::of);
        assertThat(metrics.scrape(null).text()).contains("pollux_build_info");
    }

    private void fill() {
        long now = System.currentTimeMillis();
        for (HandlerOutcome outcome : HandlerOutcome.values()) {
            MetricsTest.handle(metrics, MetricsTest.run("orders", now, now - 1000), outcome, 1_000_000);
        }
        for (RecordOutcome outcome : RecordOutcome.values()) {
            metrics.settled("orders", outcome, 2);
        }
        for (Rebalance event : Rebalance.values()) {
            metrics.rebalanced(event, 1);
        }
        for (CommitOutcome outcome : CommitOutcome.values()) {
            metrics.committed(outcome, 1_000_000);
        }
        EngineView engine = new EngineView(
                List.of(new PartitionView("orders", 0, 15, 9, 8, 2, 6, now, true)),
                2,
                6,
                600,
                CircuitState.CLOSED,
                false);
        MemberView member =
                new MemberView("g", "m", "", true, null, null, 0.25, List.of(new EndOffset("orders", 0, 20)));
        metrics.bindViews(() -> engine, () -> member);
    }

    private void bindClients() {
        var bytes = new ByteArrayDeserializer();
        for (String protocol : List.of("classic", "consumer")) {
            var consumer = add(new KafkaConsumer<>(
                    Map.of("bootstrap.servers", NO_BROKER, "group.id", "g", "group.protocol", protocol), bytes, bytes));
            consumer.subscribe(List.of("orders"));
            consumer.poll(Duration.ZERO);
            metrics.bindKafka(consumer::metrics);
        }
        var share =
                add(new KafkaShareConsumer<>(Map.of("bootstrap.servers", NO_BROKER, "group.id", "s"), bytes, bytes));
        metrics.bindKafka(share::metrics);
        var producer = add(new KafkaProducer<>(
                Map.of("bootstrap.servers", NO_BROKER), new ByteArraySerializer(), new ByteArraySerializer()));
        metrics.bindKafka(producer::metrics);
        var admin = add(Admin.create(Map.of("bootstrap.servers", NO_BROKER)));
        metrics.bindKafka(admin::metrics);
    }

    private <T extends AutoCloseable> T add(T client) {
        clients.add(client);
        return client;
    }
}
