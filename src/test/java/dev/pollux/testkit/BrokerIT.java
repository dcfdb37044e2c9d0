package dev.pollux.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerIT {

    @Test
    void keepsRecordsAndPortOverKillAndRestart() {
        try (Broker broker = Brokers.start();
                Cluster cluster = Cluster.of(broker)) {
            String topic = cluster.newTopic("orders", 3);
            Records.produce(cluster, topic, 50, 7);
            assertThatThrownBy(broker::restart).isInstanceOf(IllegalStateException.class);
            broker.kill();
            broker.restart();
            Records.produce(cluster, topic, 50, 25, 7);
            broker.pause();
            broker.kill();
            broker.restart();
            Records.produce(cluster, topic, 75, 25, 7);

            assertThat(Records.readAll(cluster, topic).stream()
                            .map(read -> Records.text(read.key()) + '=' + Records.text(read.value()))
                            .collect(Collectors.toSet()))
                    .isEqualTo(IntStream.range(0, 100)
                            .mapToObj(i -> "k" + i % 7 + "=v" + i)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void answersNothingWhilePaused() {
        try (Broker broker = Brokers.start();
                Admin admin = Admin.create(Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 500,
                        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 1000))) {
            broker.pause();
            assertThatThrownBy(() -> Futures.join(admin.listTopics().names())).isInstanceOf(TimeoutException.class);
            broker.resume();
            assertThat(Readiness.await(broker.bootstrapServers(), () -> true, Duration.ofSeconds(10)))
                    .isTrue();
        }
    }

    @Test
    void knowsTheLagOfAGroup() {
        Broker broker = SharedBroker.get();
        try (Cluster cluster = Cluster.of(broker)) {
            String topic = cluster.newTopic("orders", 2);
            String group = Names.unique("group");
            Records.produce(cluster, topic, 20, 20);
            assertThat(cluster.lag(group, topic)).isEqualTo(20);

            TopicPartition first = new TopicPartition(topic, 0);
            long end = cluster.endOffsets(topic).getOrDefault(first, 0L);
            Futures.join(cluster.admin()
                    .alterConsumerGroupOffsets(group, Map.of(first, new OffsetAndMetadata(end, "done")))
                    .all());
            assertThat(cluster.lagByPartition(group, topic)).containsEntry(first, 0L);
            assertThat(cluster.lag(group, topic)).isEqualTo(20 - end);
            assertThat(cluster.committed(group)).containsEntry(first, new OffsetAndMetadata(end, "done"));
        }
    }

    @Test
    void refusesWrongCredentials() {
        try (Broker broker = Brokers.start(BrokerProperties.saslPlain("pollux", "right"))) {
            assertThat(connect(broker, "right")).isNotEmpty();
            assertThatThrownBy(() -> connect(broker, "wrong")).isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void saysWhyABrokerDidNotStart() {
        assertThatThrownBy(() -> ProcessBroker.start(Map.of("num.io.threads", "none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("num.io.threads");
    }

    private static String connect(Broker broker, String password) {
        try (Admin admin = Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"pollux\" password=\""
                        + password + "\";"))) {
            return Futures.join(admin.describeCluster().clusterId());
        }
    }
}
