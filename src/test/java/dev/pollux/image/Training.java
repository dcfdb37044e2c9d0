package dev.pollux.image;

import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Folders;
import dev.pollux.testkit.ProcessBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * {@code mvn -q package exec:exec@train -DskipTests}: makes the ahead-of-time cache for a worker's jar.
 *
 * <p>The cache serves exactly the JVM, the jar and the libraries that it was made with, under the same paths. Make it anew
 * with each jar: from 25.0.4 on a JVM that finds other times of change goes without, but an earlier one does not look
 * (JDK-8377932) and runs the classes of the old jar.
 */
public final class Training {
    private static final String TOPIC = "training";
    private static final int PARTITIONS = 6;
    private static final Duration WORK_BOUND = Duration.ofMinutes(3);

    private Training() {}

    /** Exit code 0 when the cache is written, 1 when not. */
    public static void main(String[] args) {
        System.exit(run(TrainingSettings.fromSystemProperties()));
    }

    private static int run(TrainingSettings settings) {
        Path folder = Folders.temporary("pollux-training-");
        try {
            Files.deleteIfExists(settings.cache());
            train(settings, folder);
            System.out.printf("%s: %,d bytes%n", settings.cache(), Files.size(settings.cache()));
            return 0;
        } catch (RuntimeException | IOException e) {
            System.err.println("The training failed: " + e.getMessage());
            return 1;
        } finally {
            Folders.delete(folder);
        }
    }

    private static void train(TrainingSettings settings, Path folder) {
        Security security = Security.in(folder);
        try (ProcessBroker broker = ProcessBroker.start(security.brokerProperties());
                Cluster cluster = new Cluster(broker.internalServers());
                Destination destination = new Destination()) {
            cluster.createTopic(TOPIC, PARTITIONS);
            cluster.createTopic(TOPIC + ".dlt", 1);
            TrainingRecords.produce(cluster, TOPIC);
            String secured = security.workerProperties(broker.bootstrapServers());
            String plain = "  bootstrap.servers: " + broker.internalServers();
            try (Trainee trainee = new Trainee(settings, folder, TOPIC)) {
                trainee.start(secured, plain, destination.url());
                awaitAllHandled(cluster, trainee);
                trainee.askEverything();
                trainee.stop();
            }
        }
    }

    private static void awaitAllHandled(Cluster cluster, Trainee trainee) {
        try {
            Awaitility.await().atMost(WORK_BOUND).until(() -> {
                trainee.failIfEnded();
                return Trainee.GROUPS.stream().allMatch(group -> cluster.lag(group, TOPIC) == 0);
            });
        } catch (ConditionTimeoutException _) {
            throw trainee.failure("did not handle all records within " + WORK_BOUND);
        }
    }
}
