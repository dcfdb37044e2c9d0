package dev.pollux.testkit;

import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** Chooses where the broker runs, and says so. */
public final class Brokers {
    private Brokers() {}

    /** Starts a broker with the settings that suit tests. */
    public static Broker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker: in a container where Docker answers, else in a process.
     *
     * @param properties more settings for the broker; those of listeners only suit a process
     */
    public static Broker start(Map<String, String> properties) {
        if (properties.keySet().stream().anyMatch(key -> key.startsWith("listener"))) {
            return announced(ProcessBroker.start(properties), "a process, for its listeners are set by the test");
        }
        if (!dockerAnswers()) {
            return announced(ProcessBroker.start(properties), "a process, for no Docker answers");
        }
        return announced(ContainerBroker.start(properties), "a container, for Docker answers");
    }

    private static Broker announced(Broker broker, String where) {
        System.out.println("Kafka broker on " + broker.bootstrapServers() + ": in " + where);
        return broker;
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException _) {
            return false;
        }
    }
}
