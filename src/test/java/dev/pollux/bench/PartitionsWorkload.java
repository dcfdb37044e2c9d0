package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.util.List;
import java.util.Locale;

/**
 * A thousand partitions on one member: how fast they are read beside twelve, and what one of them takes on the heap when
 * nothing comes.
 */
final class PartitionsWorkload implements Workload {
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");
    private static final int RECORD_BYTES = 100;

    /** The default of {@code concurrency}, which the spread topic is read with as well. */
    private static final int CONCURRENCY = 64;

    /** In each topic; then each partition has 40,000 records. */
    private static final int RECORDS = 40_000_000;

    private static final int CLASSES = 16;
    private static final double KIB = 1024;

    private static final String W1 = "Pollux by key, 12 partitions (W1)";
    private static final String SPREAD = "**Pollux by key, 1,000 partitions**";
    private static final String RAW = "raw loop, auto commit, Pollux's client settings, 1,000 partitions";

    @Override
    public String key() {
        return "partitions";
    }

    @Override
    public String run(Ground ground) throws Exception {
        int each = ground.settings().records(RECORDS) / SpreadTopic.PARTITIONS;
        System.out.printf("partitions: fills two topics with %,d records%n", each * SpreadTopic.PARTITIONS);
        SpreadTopic spread = SpreadTopic.fill(ground.cluster(), each, RECORD_BYTES);
        String dense = Load.fill(ground.cluster(), spread.records(), RECORD_BYTES);
        return rates(ground, spread, dense) + heap(ground, spread, dense);
    }

    private static String rates(Ground ground, SpreadTopic spread, String dense) throws Exception {
        List<String> contestants = List.of(W1, SPREAD, RAW);
        FigureRows rates = new FigureRows();
        FigureRows cpu = new FigureRows();
        Rounds.run(ground.settings().rounds(), contestants, (contestant, round) -> {
            Measured.Stretch stretch =
                    measure(ground, contestant, spread, dense, round).secondHalf();
            System.out.printf(
                    Locale.ROOT, "partitions, round %d: %9.0f records/s, %s%n", round, stretch.rate(), contestant);
            rates.add(contestant, stretch.rate() / 1000);
            cpu.add(contestant, stretch.cpuMicrosPerRecord());
        });
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### partitions: a thousand on one member%n%n%,d records, %,d keys in each of 1,000 partitions; second half"
                        + " of the records. Every count exact, every key in order, everything committed.%n%n| | 1,000 records/s | to 12 partitions | CPU µs/record |%n|---|---|---|---|%n",
                spread.records(),
                Math.min(spread.recordsEach(), SpreadTopic.KEYS)));
        for (String contestant : contestants) {
            text.append(String.format(
                    "| %s | %s | %s | %s |%n",
                    contestant, rates.text(contestant, 0), rates.ratio(contestant, W1), cpu.text(contestant, 2)));
        }
        return text.toString();
    }

    private static Measured measure(Ground ground, String contestant, SpreadTopic spread, String dense, int round) {
        String servers = ground.cluster().bootstrapServers();
        return switch (contestant) {
            case W1 -> {
                String name = "partitions-w1-" + round;
                int records = Math.toIntExact(spread.records());
                Job job = new Job(Contestant.POLLUX_KEY.key(), servers, dense, name, records, CONCURRENCY, 0);
                yield run(
                        ground,
                        name,
                        dense,
                        ContestantMain.class,
                        job.arguments().toArray(String[]::new));
            }
            case SPREAD, RAW -> {
                String who = contestant.equals(RAW) ? SpreadMain.RAW : SpreadMain.POLLUX;
                String name = "partitions-" + who + '-' + round;
                String each = Integer.toString(spread.recordsEach());
                yield run(ground, name, spread.name(), SpreadMain.class, who, servers, spread.name(), name, each);
            }
            default -> throw new IllegalArgumentException(contestant);
        };
    }

    private static Measured run(Ground ground, String group, String topic, Class<?> main, String... arguments) {
        String output = output(ground, group, main, arguments);
        Ended.committed(ground.cluster(), group, topic);
        return Measured.find(output).orElseThrow();
    }

    private static String heap(Ground ground, SpreadTopic spread, String dense) {
        StringBuilder text = new StringBuilder("\nHeap of an idle partition that had traffic: what is left after a full"
                + " collection with 1,000 partitions, less what is left with 12, by partition. The last that came was one more record in"
                + " each.\n\n"
                + "| | KiB a partition | heap with 1,000, MiB | with 12, MiB |\n|---|---|---|---|\n");
        StringBuilder classes = new StringBuilder();
        long extra = 0;
        for (String who : List.of(IdleMain.RAW, IdleMain.POLLUX, IdleMain.METERS)) {
            // Whoever came before left one more record in each partition.
            Histogram many = idle(ground, who, spread.name(), spread.records() + extra * SpreadTopic.PARTITIONS);
            Histogram few = idle(ground, who, dense, spread.records() + extra * Load.PARTITIONS);
            extra++;
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f |%n",
                    title(who),
                    perPartition(many.total() - few.total()) / KIB,
                    many.total() / KIB / KIB,
                    few.total() / KIB / KIB));
            classes.append("\nBytes a partition, ").append(who).append(": ");
            many.minus(few)
                    .largest(CLASSES)
                    .forEach(entry -> classes.append(
                            String.format(Locale.ROOT, "`%s` %.0f, ", entry.getKey(), perPartition(entry.getValue()))));
            classes.setLength(classes.length() - 2);
            classes.append(".\n");
        }
        return text.append(classes).toString();
    }

    private static String title(String who) {
        return switch (who) {
            case IdleMain.RAW -> "raw loop";
            case IdleMain.POLLUX -> "**Pollux**";
            default -> "Pollux and Micrometer's meters of the client's metrics";
        };
    }

    private static double perPartition(long bytes) {
        return (double) bytes / (SpreadTopic.PARTITIONS - Load.PARTITIONS);
    }

    private static Histogram idle(Ground ground, String who, String topic, long records) {
        String group = "idle-" + who + '-' + topic;
        String servers = ground.cluster().bootstrapServers();
        return Histogram.parse(
                output(ground, group, IdleMain.class, who, servers, topic, group, Long.toString(records)));
    }

    private static String output(Ground ground, String name, Class<?> main, String... arguments) {
        try (ChildProcess process = ground.launch(name, main, JVM, List.of(arguments))) {
            return Ended.well(process, name);
        }
    }
}
