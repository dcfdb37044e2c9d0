package dev.pollux.bench;

import dev.pollux.testkit.Cluster;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic of {@value #PARTITIONS} partitions. */
final class Load {
    static final int PARTITIONS = 12;
    private static final long SEED = 42;

    private Load() {}

    /** Makes the topic, fills it with records of so many bytes of key and value, and sees that all of it arrived; returns its name. */
    static String fill(Cluster cluster, int records, int recordBytes) {
        String topic = cluster.newTopic("bench", PARTITIONS);
        byte[][] keys = IntStream.range(0, Keys.COUNT).mapToObj(Keys::key).toArray(byte[][]::new);
        byte[] value = new byte[recordBytes - Keys.LENGTH];
        Random random = new Random(SEED);
        random.nextBytes(value);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(cluster.bootstrapServers())) {
            for (int i = 0; i < records; i++) {
                byte[] key = keys[random.nextInt(Keys.COUNT)];
                var _ = producer.send(new ProducerRecord<>(topic, key, value), (_, failed) -> {
                    if (failed != null) {
                        failure.set(failed);
                    }
                });
            }
            producer.flush();
        }
        long arrived = Cluster.sum(cluster.endOffsets(topic));
        Exception failed = failure.get();
        if (failed != null || arrived != records) {
            throw new IllegalStateException(arrived + " of " + records + " records arrived", failed);
        }
        return topic;
    }

    private static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
