package dev.pollux.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The process of a consumer with Pollux's properties that polls as Pollux does, and for ever: nothing comes. */
final class IdleConsumer {
    private static final Duration POLL = Duration.ofSeconds(1);

    private IdleConsumer() {}

    /** Arguments: the brokers, the topic, the group, the protocol. Prints a line of {@link #assigned} for each assignment. */
    public static void main(String[] arguments) throws Exception {
        Source source = new Source(arguments[0], arguments[1], arguments[2]);
        Map<String, Object> properties = new HashMap<>(source.polluxConsumer("membership.protocol=" + arguments[3]));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, true);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(source.topic()), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    System.out.println(assigned(partitions.size()));
                }
            });
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL);
            }
        }
    }

    /** What it prints when so many partitions came. */
    static String assigned(int partitions) {
        return "ASSIGNED " + partitions;
    }
}
