package dev.pollux.bench;

import dev.pollux.testkit.Cluster;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of {@value #PARTITIONS} partitions, each with as many records as any other and with keys of its own: up to
 * {@value #KEYS} of them, in turn.
 *
 * @param recordsEach of a partition
 */
record SpreadTopic(String name, int recordsEach) {
    static final int PARTITIONS = 1000;
    static final int KEYS = 10_000;

    private static final int KEY_BYTES = 16;
    private static final int DIGITS = 6;
    private static final long SEED = 42;

    /** Makes the topic, fills it with records of so many bytes of key and value, and sees that all of it arrived. */
    static SpreadTopic fill(Cluster cluster, int recordsEach, int recordBytes) {
        String name = cluster.newTopic("bench-spread", PARTITIONS);
        byte[] value = new byte[recordBytes - KEY_BYTES];
        new Random(SEED).nextBytes(value);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(cluster.bootstrapServers())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                byte[] template = template(partition);
                for (int i = 0; i < recordsEach; i++) {
                    var record = new ProducerRecord<>(name, partition, key(template, i % KEYS), value);
                    var _ = producer.send(record, (_, failed) -> {
                        if (failed != null) {
                            failure.set(failed);
                        }
                    });
                }
            }
            producer.flush();
        }
        SpreadTopic topic = new SpreadTopic(name, recordsEach);
        long arrived = Cluster.sum(cluster.endOffsets(name));
        if (failure.get() != null || arrived != topic.records()) {
            throw new IllegalStateException(arrived + " of " + topic.records() + " records arrived", failure.get());
        }
        return topic;
    }

    int records() {
        return PARTITIONS * recordsEach;
    }

    /** A key of this partition and of no other; the digits at its end are still to be written. */
    private static byte[] template(int partition) {
        return String.format(Locale.ROOT, "p%04d-key-%06d", partition, 0).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] key(byte[] template, int number) {
        byte[] key = template.clone();
        int rest = number;
        for (int i = key.length - 1; i >= key.length - DIGITS; i--) {
            key[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return key;
    }

    /** The number of a key within its partition. */
    static int number(byte[] key) {
        int number = 0;
        for (int i = key.length - DIGITS; i < key.length; i++) {
            number = number * 10 + key[i] - '0';
        }
        return number;
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
