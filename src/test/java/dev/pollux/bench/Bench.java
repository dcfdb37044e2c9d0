package dev.pollux.bench;

import dev.pollux.app.Versions;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Folders;
import dev.pollux.testkit.ProcessBroker;
import dev.pollux.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * {@code mvn -q -Pbench test-compile exec:exec@bench}: runs the workloads on one real broker, one after the other, each contestant in
 * a fresh JVM. Prints their tables, which are also in {@code target/bench.md}. Exit code 1 where a count, an order or a commit
 * is wrong, 2 for wrong settings.
 */
final class Bench {
    private static final List<String> BROKER_JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        try {
            run(BenchSettings.read());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(BenchSettings settings) throws Exception {
        Path logs = Project.target().resolve("bench");
        Folders.delete(logs);
        Files.createDirectories(logs);
        Path report = Project.target().resolve("bench.md");
        Files.writeString(report, head(settings));
        try (ProcessBroker broker = ProcessBroker.start(Map.of(), BROKER_JVM);
                Cluster cluster = Cluster.of(broker)) {
            Ground ground = new Ground(broker, cluster, settings, logs);
            for (Workload workload : settings.workloads()) {
                // At once, so that what fails later takes nothing with it.
                append(report, measured(workload, ground));
            }
        }
        System.out.println("\n" + Files.readString(report));
    }

    private static String measured(Workload workload, Ground ground) throws Exception {
        String before = Ground.load();
        String text = workload.run(ground);
        deleteTopics(ground.cluster());
        return "\n" + text + "\nLoad average of the last minute: " + before + " before, " + Ground.load() + " after.\n";
    }

    /** What one workload read must not take memory and disk from the next. */
    private static void deleteTopics(Cluster cluster) throws ExecutionException, InterruptedException {
        cluster.admin().listTopics().names().get().forEach(cluster::deleteTopic);
    }

    private static void append(Path report, String text) throws IOException {
        Files.writeString(report, text, StandardOpenOption.APPEND);
    }

    private static String head(BenchSettings settings) {
        return String.format(
                Locale.ROOT,
                "Kafka client and broker %s, Java %s, %d cores for contestants and broker together, %d round(s);"
                        + " median (least–most), ratios taken within a round.%n",
                Versions.kafkaClient(),
                Versions.java(),
                Runtime.getRuntime().availableProcessors(),
                settings.rounds());
    }
}
