package dev.pollux.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads whole topics. */
public final class Records {
    private static final Duration READ_BOUND = Duration.ofSeconds(60);

    private Records() {}

    /**
     * Writes {@code count} records and waits until the brokers acknowledged all of them. Record {@code i} has the key
     * {@code k<i % keys>} and the value {@code v<i>}.
     */
    public static void produce(Cluster cluster, String topic, int count, int keys) {
        produce(cluster, topic, 0, count, keys);
    }

    /** The same, counting from {@code first}, to go on where an earlier call ended. */
    public static void produce(Cluster cluster, String topic, int first, int count, int keys) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int i = first; i < first + count; i++) {
            records.add(new ProducerRecord<>(topic, bytes("k" + i % keys), bytes("v" + i)));
        }
        send(cluster, records);
    }

    /** Writes the records and waits until the brokers acknowledged all of them. */
    public static void send(Cluster cluster, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer(cluster.bootstrapServers())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            producer.flush();
            sent.forEach(Futures::join);
        }
    }

    /** Everything between the beginning and the end that the topic had when the call began, a partition in offset order. */
    public static List<ConsumerRecord<byte[], byte[]>> readAll(Cluster cluster, String topic) {
        Map<TopicPartition, Long> ends = cluster.endOffsets(topic);
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        long deadline = System.nanoTime() + READ_BOUND.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster.bootstrapServers())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the end of " + topic + " not reached within " + READ_BOUND);
                }
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        all.removeIf(read -> read.offset() >= ends.getOrDefault(new TopicPartition(topic, read.partition()), 0L));
        return all;
    }

    /** A producer of bytes that waits for all replicas. */
    public static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A consumer of bytes without a group that never sees aborted transactions. */
    public static KafkaConsumer<byte[], byte[]> consumer(String servers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The text of a header; empty where there is none of this name. Of several the last one counts. */
    public static Optional<String> header(ConsumerRecord<byte[], byte[]> read, String name) {
        return Optional.ofNullable(read.headers().lastHeader(name)).map(header -> text(header.value()));
    }

    /** UTF-8, which is what text in records is. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a key, value or header. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
