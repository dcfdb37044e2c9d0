package dev.pollux.demo;

import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Folders;
import dev.pollux.testkit.Opened;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.ProcessBroker;
import dev.pollux.testkit.Project;
import dev.pollux.testkit.SteadyProducer;
import dev.pollux.testkit.WorkerLaunch;
import dev.pollux.testkit.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Everything that the demo needs, started in order and stopped in reverse. */
final class Stage implements AutoCloseable {
    private static final int STEADY_PER_SECOND = 500;
    private static final int PARTITIONS = 12;
    private static final int DEAD_LETTER_PARTITIONS = 3;
    private static final Duration READY_BOUND = Duration.ofSeconds(30);

    private final Opened opened = new Opened();
    private final Ledger ledger = new Ledger();
    private final Cluster cluster;
    private final SteadyProducer producer;
    private final WorkerProcess worker;
    private final long beginNanos;

    Stage(DemoSettings settings, Progress progress) {
        try {
            progress.say("Starting a Kafka broker in a process of its own ...");
            ProcessBroker broker = opened.add(ProcessBroker.launch());
            Receiver receiver = opened.add(new Receiver(ledger, settings.seed()));
            int port = port(settings, progress);
            broker.awaitServing();
            // It takes longer to start than the topics take to be made.
            worker = opened.add(startWorker(broker.bootstrapServers(), receiver.url(), port));
            cluster = opened.add(Cluster.of(broker));
            cluster.createTopic(Demo.TOPIC, PARTITIONS);
            cluster.createTopic(Demo.DEAD_LETTERS, DEAD_LETTER_PARTITIONS);
            progress.say("Kafka on %s, topic %s with %d partitions"
                    .formatted(broker.bootstrapServers(), Demo.TOPIC, PARTITIONS));
            beginNanos = System.nanoTime();
            producer = opened.add(startProducer(broker.bootstrapServers(), settings.records()));
            worker.awaitReady(port, READY_BOUND);
            progress.say("The worker posts to %s; its page: http://localhost:%d/".formatted(receiver.url(), port));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    Cluster cluster() {
        return cluster;
    }

    SteadyProducer producer() {
        return producer;
    }

    /** When the first order was written, by {@link System#nanoTime}. */
    long beginNanos() {
        return beginNanos;
    }

    WorkerProcess worker() {
        return worker;
    }

    @Override
    public void close() {
        opened.close();
    }

    private static int port(DemoSettings settings, Progress progress) {
        if (Ports.isFree(settings.port())) {
            return settings.port();
        }
        int other = Ports.free();
        progress.say("Port %d is taken by another program; the worker's page goes to port %d (-Ddemo.port=N chooses)"
                .formatted(settings.port(), other));
        return other;
    }

    private static SteadyProducer startProducer(String servers, OptionalLong count) {
        LongFunction<ProducerRecord<byte[], byte[]>> orders = number -> new Order(number).record(Demo.TOPIC);
        return count.isPresent()
                ? SteadyProducer.atOnce(count.getAsLong(), servers, orders)
                : SteadyProducer.perSecond(STEADY_PER_SECOND, servers, orders);
    }

    private static WorkerProcess startWorker(String servers, String url, int port) {
        Path folder = Project.target().resolve("demo");
        Folders.delete(folder);
        // As with the demo's own JVM, see pom.xml: the run is too short for the second compiler to pay.
        return WorkerLaunch.of(folder, yaml(servers, url, port))
                .jvm("-XX:TieredStopAtLevel=1")
                .jvm("-XX:+UseSerialGC")
                .start();
    }

    private static String yaml(String servers, String url, int port) {
        return """
                kafka:
                  bootstrap.servers: %s
                group: %s
                topics: [%s]
                ordering: key
                concurrency: 64
                handler:
                  type: http
                  timeout: PT10S
                  http:
                    url: %s
                commit:
                  interval: PT0.2S
                retry:
                  backoff: PT0.02S
                server:
                  port: %d
                """.formatted(servers, Demo.GROUP, Demo.TOPIC, url, port);
    }
}
