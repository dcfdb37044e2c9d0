package dev.pollux.bench;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.app.Versions;
import dev.pollux.app.Worker;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.kafka.Successor;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * The process of one contestant that reads a topic to its end, waits until all is committed, and prints what is on its heap
 * then.
 */
final class IdleMain {
    static final String POLLUX = "pollux";

    /** The same with the meters that Micrometer makes of the client's own, which a worker has a minute after its start. */
    static final String METERS = "meters";

    static final String RAW = "raw";

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private static final byte[] TRICKLE = new byte[16];

    private IdleMain() {}

    /** Arguments: who, the brokers, the topic, the group, the number of records that are there. */
    public static void main(String[] arguments) throws Exception {
        Source source = new Source(arguments[1], arguments[2], arguments[3]);
        long records = Long.parseLong(arguments[4]);
        switch (arguments[0]) {
            case POLLUX -> pollux(source, records, false);
            case METERS -> pollux(source, records, true);
            case RAW -> raw(source, records);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /**
     * One more record in each partition. The client keeps the brokers' last answer until another one brings records, up to 16 MiB
     * whatever the number of partitions is: that is to be the answer of a trickle, and not of the load.
     */
    private static void trickle(Source source) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, source.servers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (PartitionInfo partition : producer.partitionsFor(source.topic())) {
                var _ = producer.send(new ProducerRecord<>(source.topic(), partition.partition(), null, TRICKLE));
            }
        }
    }

    private static void pollux(Source source, long records, boolean meters) throws Exception {
        AtomicLong handled = new AtomicLong();
        Handler<byte[], byte[]> handler = _ -> {
            handled.incrementAndGet();
            return Outcome.accept();
        };
        try (Metrics metrics = new Metrics(new BuildInfo("bench", Versions.kafkaClient(), Versions.java()))) {
            Worker worker = new Worker(
                    source.config("ordering=key", "concurrency=64", "handler.type=discard"),
                    handler,
                    metrics,
                    Successor.NONE);
            metrics.bindViews(worker::engine, worker::member);
            metrics.bindJvm();
            worker.prepare();
            worker.start();
            Awaitility.await("the end of the topic").atMost(BOUND).until(() -> handled.get() >= records);
            trickle(source);
            Awaitility.await("all committed")
                    .atMost(BOUND)
                    .until(() -> handled.get()
                                    >= records + worker.engine().partitions().size()
                            && worker.engine().partitions().stream().allMatch(IdleMain::isCommitted));
            if (meters) {
                // Now and not at the start: it looks at what the client has at once, and then once a minute.
                metrics.bindKafka(worker::consumerMetrics);
            }
            var _ = metrics.scrape("");
            System.out.println(Histogram.ofThisJvm().text());
            worker.stop();
            var _ = worker.awaitEnd();
        }
    }

    private static boolean isCommitted(PartitionView partition) {
        return partition.committed() == partition.position();
    }

    private static void raw(Source source, long records) throws Exception {
        Map<String, Object> properties = new HashMap<>(source.polluxConsumer());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(source.topic()));
            read(consumer, records);
            trickle(source);
            read(consumer, consumer.assignment().size());
            consumer.commitSync();
            // What the last fetches left behind goes with the next ones.
            var _ = consumer.poll(POLL);
            System.out.println(Histogram.ofThisJvm().text());
        }
    }

    private static void read(KafkaConsumer<byte[], byte[]> consumer, long records) {
        for (long read = 0; read < records; ) {
            read += consumer.poll(POLL).count();
        }
    }
}
