package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatsIT {
    /** Under KIP-848 the brokers have one sent every five seconds. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Broker broker = SharedBroker.get();

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void areCountedAsTheGroupAnswersThem(String protocol) {
        try (Cluster cluster = Cluster.of(broker);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                                ConsumerConfig.GROUP_ID_CONFIG, Names.unique("group"),
                                ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            Heartbeats heartbeats = new Heartbeats(consumer.metrics());
            assertThat(heartbeats.answered()).isZero();
            consumer.subscribe(List.of(cluster.newTopic("orders", 1)));
            await().atMost(BOUND).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return heartbeats.answered() >= 3;
            });
        }
    }
}
