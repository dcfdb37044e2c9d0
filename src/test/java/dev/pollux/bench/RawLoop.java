package dev.pollux.bench;

import dev.pollux.config.InvalidConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * What Pollux is measured against: the loop of every tutorial, one thread, no retry, no dead letter, no pause.
 *
 * @param commits what each poll ends with
 */
record RawLoop(Job job, Map<String, Object> properties, Commits commits) {
    private static final Duration POLL = Duration.ofMillis(100);

    enum Commits {
        AUTO,
        SYNC,
        ASYNC
    }

    static RawLoop of(Contestant contestant, Job job) throws InvalidConfigException {
        Commits commits = switch (contestant) {
            case RAW_SYNC -> Commits.SYNC;
            case RAW_ASYNC -> Commits.ASYNC;
            default -> Commits.AUTO;
        };
        Map<String, Object> properties =
                contestant == Contestant.RAW_TUNED ? job.source().polluxConsumer() : job.consumer();
        if (contestant == Contestant.RAW_KIP848) {
            properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        }
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, commits == Commits.AUTO);
        return new RawLoop(job, properties, commits);
    }

    /** Until the course is over. */
    void run(Course course, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(job.topic()));
            while (!course.isOver()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    handle(records, course, handler);
                    commit(consumer);
                }
            }
            if (commits == Commits.ASYNC) {
                consumer.commitSync();
            }
        }
    }

    private static void handle(
            ConsumerRecords<byte[], byte[]> records, Course course, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        long begin = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            handler.accept(record);
        }
        course.handled(records.count(), System.nanoTime() - begin);
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        switch (commits) {
            case SYNC -> consumer.commitSync();
            case ASYNC -> consumer.commitAsync();
            case AUTO -> {}
        }
    }
}
