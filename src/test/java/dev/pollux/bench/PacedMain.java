package dev.pollux.bench;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The process of the producer whose records are timed: sends them one by one, evenly paced, each at once. */
final class PacedMain {
    private static final long SEED = 42;
    private static final int VALUE_BYTES = 84;

    private PacedMain() {}

    /** Arguments: the brokers, the topic, the number of records, how many of them are warm-up, how many a second. */
    public static void main(String[] arguments) {
        String topic = arguments[1];
        int records = Integer.parseInt(arguments[2]);
        int warmUp = Integer.parseInt(arguments[3]);
        long interval = 1_000_000_000L / Integer.parseInt(arguments[4]);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Random random = new Random(SEED);
        try (KafkaProducer<byte[], byte[]> producer = producer(arguments[0])) {
            producer.partitionsFor(topic);
            long begin = System.nanoTime();
            for (int i = 0; i < records; i++) {
                awaitNanos(begin + i * interval);
                byte[] key = Keys.key(random.nextInt(Keys.COUNT));
                byte[] value = Stamp.value(VALUE_BYTES, i >= warmUp);
                var _ = producer.send(new ProducerRecord<>(topic, key, value), (_, failed) -> {
                    if (failed != null) {
                        failure.set(failed);
                    }
                });
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    private static void awaitNanos(long due) {
        long left;
        while ((left = due - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
