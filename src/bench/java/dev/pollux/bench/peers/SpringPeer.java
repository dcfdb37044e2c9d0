package dev.pollux.bench.peers;

import dev.pollux.bench.Handling;
import dev.pollux.bench.Job;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/** Spring Kafka with its defaults: a listener of records, a commit after each poll, one consumer for each "concurrency". */
final class SpringPeer {
    private SpringPeer() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Handling handling = new Handling(job);
        ContainerProperties properties = new ContainerProperties(job.topic());
        properties.setMessageListener(
                (MessageListener<byte[], byte[]>) message -> handling.handleAndCount(message.key(), message.offset()));
        var container = new ConcurrentMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(job.consumer()), properties);
        container.setConcurrency(job.concurrency());
        container.start();
        handling.awaitEnd();
        // Waits for the listeners, which commit what they have handled.
        container.stop();
        handling.finish();
    }
}
