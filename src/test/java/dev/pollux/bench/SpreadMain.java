package dev.pollux.bench;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The process of one contestant that reads a {@link SpreadTopic} to its end, checks, and prints one line. */
final class SpreadMain {
    static final String POLLUX = "pollux";
    static final String RAW = "raw";

    private static final Duration POLL = Duration.ofMillis(100);

    private SpreadMain() {}

    /** Arguments: who, the brokers, the topic, the group, the number of records in each partition. */
    public static void main(String[] arguments) throws Exception {
        Source source = new Source(arguments[1], arguments[2], arguments[3]);
        SpreadTopic topic = new SpreadTopic(source.topic(), Integer.parseInt(arguments[4]));
        SpreadTally tally = new SpreadTally();
        Course course = new Course(topic.records());
        switch (arguments[0]) {
            case POLLUX -> pollux(source, tally, course);
            case RAW -> raw(source, tally, course);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        tally.check(topic.recordsEach());
        System.out.println(course.measured(-1).line());
    }

    private static void pollux(Source source, SpreadTally tally, Course course) throws Exception {
        Handler<byte[], byte[]> handler = delivery -> {
            tally.see(delivery.partition(), delivery.key(), delivery.offset());
            return Outcome.accept();
        };
        new PolluxWorker(source.config("ordering=key", "concurrency=64", "handler.type=discard"), handler, course)
                .run();
    }

    private static void raw(Source source, SpreadTally tally, Course course) throws Exception {
        Map<String, Object> properties = new HashMap<>(source.polluxConsumer());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, true);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(source.topic()));
            while (!course.isOver()) {
                var records = consumer.poll(POLL);
                long begin = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    tally.see(record.partition(), record.key(), record.offset());
                }
                if (!records.isEmpty()) {
                    course.handled(records.count(), System.nanoTime() - begin);
                }
            }
        }
    }
}
