package dev.pollux.bench.peers;

import dev.pollux.bench.Handling;
import dev.pollux.bench.Job;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.vertx.VertxParallelStreamProcessor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Confluent's Parallel Consumer over Vert.x with its defaults, by key, with the headers and bodies that Pollux sends. Compiled
 * with Vert.x 5, whose calls used here are those of the Vert.x 4 that it runs with.
 */
final class VertxPeer {
    private VertxPeer() {}

    /** Arguments: those of a {@link Job}, and the URL. */
    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        URI url = URI.create(arguments[arguments.length - 1]);
        Handling handling = new Handling(job);
        Map<String, Object> properties = job.consumer();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var processor = VertxParallelStreamProcessor.<byte[], byte[]>createEosStreamProcessor(
                ParallelConsumerOptions.<byte[], byte[]>builder()
                        .consumer(new KafkaConsumer<>(properties))
                        .ordering(ProcessingOrder.KEY)
                        .maxConcurrency(job.concurrency())
                        .build());
        processor.subscribe(List.of(job.topic()));
        processor.vertxHttpWebClient(
                (client, context) -> post(client, url, context.getSingleConsumerRecord(), handling), _ -> {});
        handling.awaitEnd();
        processor.closeDrainFirst();
        handling.finish();
        // It does not always close the Vert.x that it made, whose threads would keep the process.
        System.exit(0);
    }

    private static Future<HttpResponse<Buffer>> post(
            WebClient client, URI url, ConsumerRecord<byte[], byte[]> message, Handling handling) {
        String coordinates = message.topic() + '/' + message.partition() + '/' + message.offset();
        return client.request(HttpMethod.POST, url.getPort(), url.getHost(), url.getPath())
                .putHeader("user-agent", "pollux")
                .putHeader("idempotency-key", coordinates)
                .putHeader("ce-specversion", "1.0")
                .putHeader("ce-id", coordinates)
                .putHeader("ce-source", '/' + message.topic() + '/' + message.partition())
                .putHeader("ce-type", "dev.pollux.record")
                .putHeader("ce-time", Instant.ofEpochMilli(message.timestamp()).toString())
                .putHeader("ce-partitionkey", new String(message.key(), StandardCharsets.UTF_8))
                .putHeader("content-type", "application/octet-stream")
                .sendBuffer(Buffer.buffer(message.value()))
                .onSuccess(_ -> handling.handleAndCount(message.key(), message.offset()));
    }
}
