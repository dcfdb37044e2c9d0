package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.awaitility.Awaitility;

/** W3: how long a record takes from {@code send} to the handler, where neither of the two has much to do. */
final class Latency implements Workload {
    private static final int RATE = 2000;
    private static final int USUAL_RECORDS = 60 * RATE;
    private static final int WARM_UP_RECORDS = 30 * RATE;

    /** One core is the broker's and one the consumer's: a compiler that is at work for another minute must not be in their way. */
    private static final List<String> PRODUCER_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final int CONCURRENCY = 64;
    private static final Duration ASSIGNMENT_BOUND = Duration.ofMinutes(2);
    private static final List<Contestant> RAW = List.of(Contestant.RAW_TUNED, Contestant.RAW_HANDED);
    private static final List<Contestant> CONTESTANTS =
            List.of(Contestant.RAW_TUNED, Contestant.RAW_HANDED, Contestant.POLLUX_KEY);

    private final Map<Contestant, List<Percentiles>> results = new EnumMap<>(Contestant.class);

    @Override
    public String key() {
        return "w3";
    }

    @Override
    public List<String> contestants() {
        return Race.keys(CONTESTANTS);
    }

    @Override
    public String run(Ground ground) throws Exception {
        int records = ground.settings().records(USUAL_RECORDS);
        Race race = new Race(ground, key());
        results.clear();
        // Uncounted: the broker's JVM has to become warm as well.
        measure(race, Contestant.RAW_TUNED, WARM_UP_RECORDS, 0);
        Rounds.run(ground.settings().rounds(), race.wanted(CONTESTANTS), (contestant, round) -> {
            Percentiles percentiles = measure(race, contestant, records, round);
            System.out.printf(
                    "round %d, %s: µs, %s, load %s%n", round, contestant.key(), percentiles.line(), Ground.load());
            results.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(percentiles);
        });
        return head(records) + table() + ratios();
    }

    /** A topic for each run; nothing is sent before the contestant has its partitions. */
    private Percentiles measure(Race race, Contestant contestant, int records, int round) {
        Ground ground = race.ground();
        String servers = ground.cluster().bootstrapServers();
        String name = key() + '-' + contestant.key() + '-' + round;
        String topic = ground.cluster().newTopic("bench", Load.PARTITIONS);
        Job job = new Job(contestant.key(), servers, topic, name, records, CONCURRENCY, 0);
        List<String> paced = List.of(
                servers, topic, Integer.toString(records), Integer.toString(warmUp(records)), Integer.toString(RATE));
        try (ChildProcess consumer = ground.launch(name, LatencyMain.class, Race.JVM, job.arguments())) {
            awaitAssignment(ground, name);
            try (ChildProcess producer = ground.launch(name + "-producer", PacedMain.class, PRODUCER_JVM, paced)) {
                Race.complete(name + "-producer", producer);
            }
            String output = Race.complete(name, consumer);
            race.committed(name, topic);
            Percentiles percentiles =
                    Percentiles.find(LatencyMain.LATENCY, output).orElseThrow();
            if (percentiles.count() != records - warmUp(records)) {
                throw new IllegalStateException(name + " timed " + percentiles.count() + " records of " + records);
            }
            return percentiles;
        }
    }

    private static void awaitAssignment(Ground ground, String group) {
        Awaitility.await("partitions of " + group)
                .atMost(ASSIGNMENT_BOUND)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> assigned(ground, group) == Load.PARTITIONS);
    }

    private static int assigned(Ground ground, String group) throws Exception {
        return ground.cluster().admin().describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(description -> description.members().stream())
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .sum();
    }

    private static int warmUp(int records) {
        return records / 2;
    }

    private String table() {
        StringBuilder text = new StringBuilder("\n| | p50 ms | p99 ms | p99.9 ms | most ms |\n|---|---|---|---|---|\n");
        results.forEach((contestant, runs) -> text.append(String.join(
                " | ",
                "| " + contestant.title(),
                Figures.of(runs, run -> run.p50() / 1000).text(2),
                Figures.of(runs, run -> run.p99() / 1000).text(2),
                Figures.of(runs, run -> run.p999() / 1000).text(2),
                Figures.of(runs, run -> run.most() / 1000).text(1) + " |\n")));
        return text.toString();
    }

    private String ratios() {
        StringBuilder text = new StringBuilder("\n| Pollux to | p50 | p99 | p99.9 |\n|---|---|---|---|\n");
        RAW.forEach(raw -> text.append(String.join(
                " | ",
                "| " + raw.title(),
                ratio(raw, Percentiles::p50),
                ratio(raw, Percentiles::p99),
                ratio(raw, Percentiles::p999) + " |\n")));
        return text.toString();
    }

    private String ratio(Contestant raw, ToDoubleFunction<Percentiles> figure) {
        return Figures.ratios(
                        results.getOrDefault(Contestant.POLLUX_KEY, List.of()),
                        results.getOrDefault(raw, List.of()),
                        figure)
                .text(2);
    }

    private String head(int records) {
        return String.format(
                Locale.ROOT,
                "### %s: from send to handler at %,d records/s%n%n"
                        + "%,d records of 100 bytes, evenly paced, `linger.ms=0`, the first %,d of them uncounted; %d partitions;"
                        + " producer and contestant in processes of their own (%s), one clock."
                        + " Every count exact, every key in order, everything committed.%n",
                key(),
                RATE,
                records,
                warmUp(records),
                Load.PARTITIONS,
                String.join(" ", Race.JVM));
    }
}
