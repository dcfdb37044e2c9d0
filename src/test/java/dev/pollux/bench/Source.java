package dev.pollux.bench;

import dev.pollux.engine.BufferSettings;
import dev.pollux.kafka.ClientProperties;
import dev.pollux.kafka.KafkaSettings;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.StartPosition;
import dev.pollux.kafka.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where a contestant reads, and as which group. */
record Source(String servers, String topic, String group) {
    /** The default of the {@code buffer} section. */
    static final BufferSettings BUFFER = new BufferSettings(10_000, 64 << 20);

    /** The default settings of Pollux. */
    KafkaSettings kafkaSettings() {
        return new KafkaSettings(
                Map.of("bootstrap.servers", servers),
                group,
                new Subscription.Topics(List.of(topic)),
                new StartPosition.Earliest(),
                new MembershipSettings(
                        MembershipSettings.Protocol.CLASSIC,
                        "",
                        MembershipSettings.OnShutdown.AUTO,
                        Duration.ofSeconds(10)),
                "{topic}.dlt",
                false);
    }

    /** The properties of the consumer inside Pollux. */
    Map<String, Object> polluxConsumer() {
        return new ClientProperties(kafkaSettings(), BUFFER.maxRecords()).consumer();
    }
}
