package dev.pollux.bench;

import dev.pollux.app.Versions;
import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Folders;
import dev.pollux.testkit.ProcessBroker;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code mvn -q test-compile exec:exec@bench}: fills a topic on a real broker and lets each contestant read it, in turn,
 * round by round, each in a fresh JVM with the same options and a group of its own. Prints a table, which is also in
 * {@code target/bench.md}. Exit code 1 where a count, an order or a commit is wrong, 2 for wrong settings.
 */
final class Bench {
    private static final List<String> BROKER_JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final List<String> CONTESTANT_JVM = List.of("-Xmx1g", "-XX:+UseG1GC");
    private static final Duration BOUND = Duration.ofMinutes(11);
    private static final int TAIL_LINES = 40;

    private final BenchSettings settings;
    private final Cluster cluster;
    private final String topic;
    private final Path logs;

    private Bench(BenchSettings settings, Cluster cluster, String topic, Path logs) {
        this.settings = settings;
        this.cluster = cluster;
        this.topic = topic;
        this.logs = logs;
    }

    public static void main(String[] arguments) throws IOException {
        try {
            run(BenchSettings.read());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(BenchSettings settings) throws IOException {
        Path logs = Project.target().resolve("bench");
        Folders.delete(logs);
        Files.createDirectories(logs);
        try (ProcessBroker broker = ProcessBroker.start(Map.of(), BROKER_JVM);
                Cluster cluster = Cluster.of(broker)) {
            System.out.printf("Fills a topic with %,d records%n", settings.records());
            String topic = Load.fill(cluster, settings.records());
            String report = new Bench(settings, cluster, topic, logs).run();
            Files.writeString(Project.target().resolve("bench.md"), report);
            System.out.println("\n" + report);
        }
    }

    private String run() {
        // Uncounted: the broker's JVM has to become warm as well.
        say("warm-up", measure(Contestant.RAW_AUTO, 0));
        String before = load();
        Report report = new Report();
        for (int round = 1; round <= settings.rounds(); round++) {
            List<Contestant> order = new ArrayList<>(settings.contestants());
            // Nobody always runs first, or always after the same one's garbage.
            Collections.rotate(order, round - 1);
            for (Contestant contestant : order) {
                Measured measured = measure(contestant, round);
                say("round " + round + ", " + contestant.key(), measured);
                report.add(contestant, measured);
            }
        }
        return head() + report.text() + "\nLoad average of the last minute: " + before + " before, " + load()
                + " after.\n";
    }

    private Measured measure(Contestant contestant, int round) {
        String name = contestant.key() + '-' + round;
        List<String> command = new ArrayList<>(CONTESTANT_JVM);
        settings.jvmOptions().forEach(option -> command.add(option.replace("{run}", name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ContestantMain.class.getName()));
        command.addAll(List.of(
                contestant.key(), cluster.bootstrapServers(), topic, name, Integer.toString(settings.records())));
        try (ChildProcess process = ChildProcess.java(command, Map.of(), logs.resolve(name + ".log"))) {
            OptionalInt code = process.waitFor(BOUND);
            Measured measured = Measured.find(process.output()).orElse(null);
            if (measured == null || code.orElse(-1) != 0) {
                throw new IllegalStateException(name + " failed (exit " + code + "):\n" + process.tail(TAIL_LINES));
            }
            long lag = cluster.lag(name, topic);
            if (lag != 0) {
                throw new IllegalStateException(name + " left " + lag + " records uncommitted");
            }
            return measured;
        }
    }

    private static void say(String what, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %9.0f records/s, second half %9.0f, CPU %.2f µs/record, second half %.2f, RSS %d MiB, load %s%n",
                what,
                measured.whole().rate(),
                measured.secondHalf().rate(),
                measured.whole().cpuMicrosPerRecord(),
                measured.secondHalf().cpuMicrosPerRecord(),
                measured.peakRssKib() / 1024,
                load());
    }

    private String head() {
        return String.format(
                Locale.ROOT,
                "%,d records of %d bytes (keys of %d, %,d of them), %d partitions, %d round(s), median (least–most);"
                        + " Kafka client and broker %s, Java %s, %s, %d cores for contestant and broker together."
                        + " Every count exact, every key in order, everything committed.%n",
                settings.records(),
                Load.RECORD_BYTES,
                Keys.LENGTH,
                Keys.COUNT,
                Load.PARTITIONS,
                settings.rounds(),
                Versions.kafkaClient(),
                Versions.java(),
                String.join(" ", CONTESTANT_JVM),
                Runtime.getRuntime().availableProcessors());
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
