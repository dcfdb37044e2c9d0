package dev.pollux.bench.peers;

import dev.pollux.bench.Handling;
import dev.pollux.bench.Job;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Confluent's Parallel Consumer with its defaults, by key. */
final class ParallelPeer {
    private ParallelPeer() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Handling handling = new Handling(job);
        Map<String, Object> properties = job.consumer();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .consumer(new KafkaConsumer<>(properties))
                        .ordering(ProcessingOrder.KEY)
                        .maxConcurrency(job.concurrency())
                        .build());
        processor.subscribe(List.of(job.topic()));
        processor.poll(context -> handling.handleAndCount(
                context.getSingleConsumerRecord().key(),
                context.getSingleConsumerRecord().offset()));
        handling.awaitEnd();
        processor.closeDrainFirst();
        handling.finish();
    }
}
