package dev.pollux.testkit;

import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** Starts brokers where the tests are told to or where they can run, and says where that is. */
public final class Brokers {
    private static final String PLACE = "test.broker";
    private static final BrokerChoice CHOICE = new BrokerChoice(Brokers::inContainer, ProcessBroker::start);

    private Brokers() {}

    /** Starts a broker with the settings that suit tests. */
    public static Broker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker: in a container where one starts, else in a process. {@code -Dtest.broker=process} does not even ask
     * for Docker; {@code -Dtest.broker=container} fails without it.
     *
     * @param properties more settings for the broker; those of listeners only suit a process
     */
    public static Broker start(Map<String, String> properties) {
        BrokerChoice.Placed placed = place(properties, System.getProperty(PLACE, "any"));
        System.out.println("Kafka broker on " + placed.broker().bootstrapServers() + ": in " + placed.where());
        return placed.broker();
    }

    private static BrokerChoice.Placed place(Map<String, String> properties, String place) {
        if (properties.keySet().stream().anyMatch(key -> key.startsWith("listener"))) {
            return new BrokerChoice.Placed(
                    ProcessBroker.start(properties), "a process, for its listeners are set by the test");
        }
        String asked = ", for -D" + PLACE + " asks for one";
        return switch (place) {
            case "any" -> CHOICE.start(properties);
            case "process" -> new BrokerChoice.Placed(ProcessBroker.start(properties), "a process" + asked);
            case "container" -> new BrokerChoice.Placed(inContainer(properties), "a container" + asked);
            default -> throw new IllegalArgumentException("-D" + PLACE + ": process or container, not " + place);
        };
    }

    private static Broker inContainer(Map<String, String> properties) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("no Docker answers");
        }
        return ContainerBroker.start(properties);
    }
}
