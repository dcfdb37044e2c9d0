package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Opened;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SteadyProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** Workers of one group, as they are shipped, on a topic that is written to all the time; of use to one thread. */
final class Crew implements AutoCloseable {
    static final int PARTITIONS = 24;
    private static final int KEYS = 10 * PARTITIONS;

    /** So few that two cores have time for six JVMs: what is measured is the group, and not the queue for a processor. */
    static final int PER_SECOND = 480;

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration END_BOUND = Duration.ofSeconds(60);

    /** The client's own words for when it asks to be let in, under either protocol; behind the time. */
    private static final Pattern JOINS = Pattern.compile(
            "^(\\S+Z) .*(?:\\(Re-\\)joining group|transitioned from \\w+ to JOINING).*$", Pattern.MULTILINE);

    private static final String LOGGING = """
            <configuration>
              <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%d{"yyyy-MM-dd'T'HH:mm:ss.SSSXXX", UTC} %-5level %logger{0} - %msg%n</pattern></encoder>
              </appender>
              <logger name="dev.pollux" level="INFO"/>
              <logger name="org.apache.kafka.clients.consumer.internals" level="INFO"/>
              <root level="WARN"><appender-ref ref="STDERR"/></root>
            </configuration>
            """;

    private final Cluster cluster;
    private final Path logs;
    private final String group;
    private final String topic;
    private final Map<String, String> settings;
    private final Opened opened = new Opened();
    private final Map<String, ChildProcess> workers = new LinkedHashMap<>();
    private final Sightings sightings = new Sightings(PARTITIONS);
    private final SteadyProducer producer;
    private final String url;

    /**
     * Begins to write to a topic of its own.
     *
     * @param settings of each worker on top of what it needs
     */
    Crew(Cluster cluster, Path logs, String group, Map<String, String> settings) throws IOException {
        this.cluster = cluster;
        this.logs = logs;
        this.group = group;
        this.settings = settings;
        Files.writeString(logs.resolve("crew-logback.xml"), LOGGING);
        topic = cluster.newTopic("bench-rebalance", PARTITIONS);
        url = opened.add(new HttpReceiver("/", sightings::answer)).url("/");
        producer = opened.add(SteadyProducer.perSecond(PER_SECOND, cluster.bootstrapServers(), this::record));
    }

    /** A key has its place in one partition, and each partition its share. */
    private ProducerRecord<byte[], byte[]> record(long number) {
        String key = "key-" + number % KEYS;
        return new ProducerRecord<>(
                topic, (int) (number % PARTITIONS), Records.bytes(key), Records.bytes("value-" + number));
    }

    /** Starts a worker; does not wait. */
    void start(String name) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers",
                cluster.bootstrapServers(),
                "group",
                group,
                "topics",
                topic,
                "handler.type",
                "http",
                "handler.http.url",
                url,
                "handler.http.headers." + Sightings.WORKER_HEADER,
                name,
                "server.port",
                "0"));
        all.putAll(settings);
        List<String> options = new ArrayList<>(Packaged.CONTAINER);
        options.addAll(Packaged.withCache(Packaged.cache()));
        options.add("-Dlogback.configurationFile=" + logs.resolve("crew-logback.xml"));
        Path log = logs.resolve(group + '-' + name + ".log");
        workers.put(name, opened.add(ChildProcess.java(Packaged.run(options, all), Map.of(), log)));
    }

    /** SIGTERM; does not wait. */
    void terminate(String name) {
        worker(name).terminate();
    }

    /** Waits until it ended well, after {@link #terminate}. */
    void awaitEnd(String name) {
        int code = worker(name).waitFor(END_BOUND).orElse(-1);
        if (code != 0) {
            throw new IllegalStateException(name + " ended with " + code);
        }
        workers.remove(name);
    }

    /** Whose each partition is now, as its last record tells. */
    Map<Integer, String> owners() {
        return sightings.owners();
    }

    Sightings sightings() {
        return sightings;
    }

    /** Waits until records of every partition come from these workers, from each of as many as from any other, or one less. */
    void awaitBalance(Collection<String> those) {
        Awaitility.await("partitions spread over " + those)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> isBalanced(those));
    }

    private boolean isBalanced(Collection<String> those) {
        Map<Integer, String> owners = owners();
        Map<String, Long> counts =
                owners.values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return owners.size() == PARTITIONS
                && counts.keySet().equals(Set.copyOf(those))
                && Collections.max(counts.values()) - Collections.min(counts.values()) <= 1;
    }

    /** When the worker that was started last asked to be let into the group, by the clock of the machine. */
    Instant joined(String name) {
        try {
            Matcher line = JOINS.matcher(Files.readString(logs.resolve(group + '-' + name + ".log")));
            if (!line.find()) {
                throw new IllegalStateException(name + " does not say when it joined");
            }
            return Instant.parse(line.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the stream and waits until all of it came; throws where something is missing or out of order. */
    void finish() throws InterruptedException {
        producer.finish();
        if (producer.failure() != null) {
            throw new IllegalStateException(producer.failure());
        }
        Map<Integer, Long> ends = cluster.endOffsets(topic).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
        Awaitility.await("the rest of " + topic)
                .atMost(BOUND)
                .until(() ->
                        ends.entrySet().stream().allMatch(end -> sightings.distinct(end.getKey()) == end.getValue()));
        sightings.checkOrder();
    }

    @Override
    public void close() {
        opened.close();
    }

    private ChildProcess worker(String name) {
        ChildProcess worker = workers.get(name);
        if (worker == null) {
            throw new IllegalArgumentException(name);
        }
        return worker;
    }
}
