package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** W1 with the heap of a small container: the most memory that each process had, as the kernel counts it. */
final class MemoryWorkload implements Workload {
    private static final Duration BOUND = Duration.ofMinutes(11);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int RECORDS = 3_000_000;
    private static final int RECORD_BYTES = 100;
    private static final int CONCURRENCY = 64;

    /** The same heap limit with the collector that a machine of this size gets by itself. */
    private static final List<String> SERVER = List.of("-Xmx256m", "-XX:+UseG1GC");

    /** A raw loop is what the others are compared with; the jar is the whole worker, server and all. */
    private enum Who {
        RAW_SYNC("raw-sync", "raw loop, `commitSync`"),
        RAW_TUNED("raw-tuned", "raw loop, auto commit, Pollux's client settings"),
        POLLUX("pollux-key", "**Pollux by key**"),
        JAR("jar", "`pollux.jar`, `discard`"),
        JAR_CACHED("jar-cached", "**`pollux.jar` with the AOT cache, `discard`**");

        private final String key;
        private final String title;

        Who(String key, String title) {
            this.key = key;
            this.title = title;
        }

        boolean isJar() {
            return this == JAR || this == JAR_CACHED;
        }
    }

    private enum Jvm {
        G1,
        CONTAINER;

        List<String> options() {
            return switch (this) {
                case G1 -> SERVER;
                case CONTAINER -> Packaged.CONTAINER;
            };
        }
    }

    @Override
    public String key() {
        return "memory";
    }

    @Override
    public List<String> contestants() {
        return Arrays.stream(Who.values()).map(who -> who.key).toList();
    }

    @Override
    public String run(Ground ground) throws Exception {
        Packaged.check();
        int records = ground.settings().records(RECORDS);
        System.out.printf("memory: fills a topic with %,d records%n", records);
        String topic = Load.fill(ground.cluster(), records, RECORD_BYTES);
        List<Who> contestants = Arrays.stream(Who.values())
                .filter(who -> ground.settings().wants(who.key))
                .toList();
        FigureRows peaks = new FigureRows();
        Rounds.run(ground.settings().rounds(), contestants, (who, round) -> {
            for (Jvm jvm : Jvm.values()) {
                double mib = peak(ground, who, jvm, topic, records, round) / 1024.0;
                System.out.printf(Locale.ROOT, "memory, round %d: %.0f MiB, %s, %s%n", round, mib, who.key, jvm);
                peaks.add(row(who, jvm), mib);
            }
        });
        return report(contestants, records, peaks);
    }

    private static String report(List<Who> contestants, int records, FigureRows peaks) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### memory%n%nPeak RSS in MiB over W1 (%,d records), median (least–most), and how much more than the raw loop"
                        + " with the same client settings.%n%n| | `%s` | more | `%s` | more |%n|---|---|---|---|---|%n",
                records,
                String.join(" ", Jvm.G1.options()),
                String.join(" ", Jvm.CONTAINER.options())));
        for (Who who : contestants) {
            text.append("| ").append(who.title);
            for (Jvm jvm : Jvm.values()) {
                text.append(String.format(" | %s | %s", peaks.text(row(who, jvm), 0), more(peaks, who, jvm)));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String more(FigureRows peaks, Who who, Jvm jvm) {
        return peaks.has(row(Who.RAW_TUNED, jvm))
                ? String.format(
                        Locale.ROOT, "%+.0f", peaks.median(row(who, jvm)) - peaks.median(row(Who.RAW_TUNED, jvm)))
                : "";
    }

    private static String row(Who who, Jvm jvm) {
        return who.key + '-' + jvm;
    }

    private static long peak(Ground ground, Who who, Jvm jvm, String topic, int records, int round) {
        String name = "memory-" + row(who, jvm).toLowerCase(Locale.ROOT) + '-' + round;
        long peak = who.isJar()
                ? peakOfJar(ground, who, jvm, topic, name)
                : peakOfContestant(ground, who, jvm, topic, records, name);
        Ended.committed(ground.cluster(), name, topic);
        return peak;
    }

    private static long peakOfContestant(Ground ground, Who who, Jvm jvm, String topic, int records, String name) {
        Job job = new Job(who.key, ground.cluster().bootstrapServers(), topic, name, records, CONCURRENCY, 0);
        try (ChildProcess process = ground.launch(name, ContestantMain.class, jvm.options(), job.arguments())) {
            return Measured.find(Ended.well(process, name)).orElseThrow().peakRssKib();
        }
    }

    private static long peakOfJar(Ground ground, Who who, Jvm jvm, String topic, String name) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers",
                ground.cluster().bootstrapServers(),
                "group",
                name,
                "topics",
                topic,
                "handler.type",
                "discard",
                "server.port",
                "0"));
        List<String> options = new ArrayList<>(jvm.options());
        if (who == Who.JAR_CACHED) {
            options.addAll(Packaged.withCache(Packaged.cache()));
        }
        List<String> command = Packaged.run(options, settings);
        try (ChildProcess process =
                ChildProcess.java(command, Map.of(), ground.logs().resolve(name + ".log"))) {
            Awaitility.await("the end of the topic")
                    .atMost(BOUND)
                    .pollInterval(LOOK)
                    .failFast(name + " ended", () -> !process.alive())
                    .until(() -> ground.cluster().lag(name, topic) == 0);
            return ResidentMemory.peakKib(process.pid());
        }
    }
}
