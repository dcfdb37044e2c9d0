package dev.pollux.bench;

import com.sun.net.httpserver.HttpExchange;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.ProcessBroker;
import dev.pollux.testkit.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * From before a process is started to its first record handled: {@code pollux.jar} and a bare consumer, each with and without an
 * ahead-of-time cache.
 *
 * <p>On a broker of its own, whose {@code group.initial.rebalance.delay.ms} is 0: else each start would take that long.
 */
final class StartWorkload implements Workload {
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 1200;
    private static final int KEYS = 100;
    private static final int ACCEPTED = 204;

    private enum Who {
        BARE("bare `KafkaConsumer`", false, "", ""),
        BARE_CACHED("bare `KafkaConsumer`, AOT cache of its own", true, "", ""),
        LOG("Pollux, `log`", false, "log", "classic"),
        LOG_CACHED("**Pollux, `log`, AOT cache**", true, "log", "classic"),
        HTTP("Pollux, `http`", false, "http", "classic"),
        HTTP_CACHED("**Pollux, `http`, AOT cache**", true, "http", "classic"),
        CONSUMER_CACHED("Pollux, `log`, AOT cache, `membership.protocol: consumer`", true, "log", "consumer");

        private final String title;
        private final boolean cached;

        /** Empty for the bare consumer. */
        private final String handler;

        private final String protocol;

        Who(String title, boolean cached, String handler, String protocol) {
            this.title = title;
            this.cached = cached;
            this.handler = handler;
            this.protocol = protocol;
        }

        String key() {
            return "start-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a round stands on. */
    private record Stand(Cluster cluster, String topic, BareJar bare, Path logs) {}

    @Override
    public String key() {
        return "start";
    }

    @Override
    public List<String> contestants() {
        return Arrays.stream(Who.values()).map(Who::key).toList();
    }

    @Override
    public String run(Ground ground) throws Exception {
        Packaged.check();
        List<Who> contestants = Arrays.stream(Who.values())
                .filter(who -> ground.settings().wants(who.key()))
                .toList();
        FigureRows seconds = new FigureRows();
        try (ProcessBroker broker = ProcessBroker.start(Map.of("group.initial.rebalance.delay.ms", "0"));
                Cluster cluster = Cluster.of(broker)) {
            String topic = cluster.newTopic("bench-start", PARTITIONS);
            Records.produce(cluster, topic, RECORDS, KEYS);
            BareJar bare = BareJar.train(ground.logs(), cluster.bootstrapServers(), topic, RECORDS);
            Stand stand = new Stand(cluster, topic, bare, ground.logs());
            // Uncounted: the broker has to become warm as well, and the jars are to be in the page cache.
            measure(stand, Who.LOG_CACHED, 0);
            Rounds.run(ground.settings().rounds(), contestants, (who, round) -> {
                double taken = measure(stand, who, round);
                System.out.printf(Locale.ROOT, "start, round %d: %.3f s, %s%n", round, taken, who.key());
                seconds.add(who.title, taken);
            });
        }
        StringBuilder text = new StringBuilder(String.format(
                "### start%n%nFrom before the process is started to its first record handled, in seconds, median"
                        + " (least–most). `%s`.%n%n| | s | to the bare consumer without a cache |%n|---|---|---|%n",
                String.join(" ", Packaged.CONTAINER)));
        for (Who who : contestants) {
            text.append(String.format(
                    "| %s | %s | %s |%n",
                    who.title, seconds.text(who.title, 3), seconds.ratio(who.title, Who.BARE.title)));
        }
        return text.toString();
    }

    private static double measure(Stand stand, Who who, int round) throws IOException, InterruptedException {
        String name = who.key() + '-' + round;
        Path log = stand.logs.resolve(name + ".log");
        List<String> jvm = new ArrayList<>(Packaged.CONTAINER);
        if (who.cached) {
            jvm.addAll(Packaged.withCache(who.handler.isEmpty() ? stand.bare.cache() : Packaged.cache()));
        }
        CompletableFuture<Long> firstRecord = new CompletableFuture<>();
        if (who.handler.isEmpty()) {
            jvm.addAll(stand.bare.run(stand.cluster.bootstrapServers(), stand.topic, name, RECORDS));
            return Launched.seconds(jvm, firstRecord, log);
        }
        try (HttpReceiver receiver = new HttpReceiver("/", exchange -> answer(exchange, firstRecord))) {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "kafka.bootstrap.servers",
                    stand.cluster.bootstrapServers(),
                    "group",
                    name,
                    "topics",
                    stand.topic,
                    "membership.protocol",
                    who.protocol,
                    "handler.type",
                    who.handler,
                    "server.port",
                    "0"));
            if (who.handler.equals("http")) {
                settings.put("handler.http.url", receiver.url("/"));
            }
            return Launched.seconds(Packaged.run(jvm, settings), firstRecord, log);
        }
    }

    private static void answer(HttpExchange exchange, CompletableFuture<Long> firstRecord) throws IOException {
        firstRecord.complete(System.nanoTime());
        var _ = exchange.getRequestBody().readAllBytes();
        HttpReceiver.answer(exchange, ACCEPTED);
    }
}
