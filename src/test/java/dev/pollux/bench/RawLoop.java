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
 * @param handsOver whether a second thread handles what was polled, as in any worker that goes on polling meanwhile; its commits
 *     do not wait for that
 */
record RawLoop(Job job, Map<String, Object> properties, Commits commits, boolean handsOver) {
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
        Map<String, Object> properties = switch (contestant) {
            case RAW_TUNED, RAW_HANDED -> job.source().polluxConsumer();
            default -> job.consumer();
        };
        if (contestant == Contestant.RAW_KIP848) {
            properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        }
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, commits == Commits.AUTO);
        return new RawLoop(job, properties, commits, contestant == Contestant.RAW_HANDED);
    }

    /** Until the course is over. */
    void run(Course course, Consumer<ConsumerRecord<byte[], byte[]>> handler) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties);
                SecondThread second = new SecondThread(records -> handle(records, course, handler))) {
            consumer.subscribe(List.of(job.topic()));
            while (!course.isOver()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty() && handsOver) {
                    second.take(records);
                } else if (!records.isEmpty()) {
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
