package dev.pollux.bench;

import dev.pollux.config.InvalidConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What Pollux is measured against: the loop of every tutorial, one thread, no retry, no dead letter, no pause.
 *
 * @param commits whether each poll ends with {@code commitSync}
 */
record RawLoop(Source source, Map<String, Object> properties, boolean commits) {
    private static final Duration POLL = Duration.ofMillis(100);

    static RawLoop of(Contestant contestant, Source source) throws InvalidConfigException {
        boolean commits = contestant == Contestant.RAW_SYNC;
        Map<String, Object> properties = new HashMap<>();
        if (contestant == Contestant.RAW_TUNED) {
            properties.putAll(source.polluxConsumer());
        } else {
            properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, source.servers());
            properties.put(ConsumerConfig.GROUP_ID_CONFIG, source.group());
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        }
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, !commits);
        return new RawLoop(source, properties, commits);
    }

    void run(Tally tally, Course course) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(source.topic()));
            while (!course.isOver()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    long begin = System.nanoTime();
                    for (ConsumerRecord<byte[], byte[]> record : records) {
                        tally.see(record.key(), record.offset());
                    }
                    course.handled(records.count(), System.nanoTime() - begin);
                    if (commits) {
                        consumer.commitSync();
                    }
                }
            }
        }
    }
}
