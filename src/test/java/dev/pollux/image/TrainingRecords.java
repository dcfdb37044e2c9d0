package dev.pollux.image;

import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Records;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records in every compression that producers use. */
final class TrainingRecords {
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final int OF_EACH = 4000;
    private static final int KEYS = 500;

    private TrainingRecords() {}

    /** Writes them and waits until the brokers acknowledged all of them. */
    static void produce(Cluster cluster, String topic) {
        for (String compression : COMPRESSIONS) {
            Map<String, Object> settings = Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    cluster.bootstrapServers(),
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    compression);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int i = 0; i < OF_EACH; i++) {
                    var _ = producer.send(record(topic, i));
                }
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int number) {
        String value = "{\"order\":%d,\"customer\":\"c%d\"}".formatted(number, number % KEYS);
        return new ProducerRecord<>(topic, Records.bytes("c" + number % KEYS), Records.bytes(value));
    }
}
