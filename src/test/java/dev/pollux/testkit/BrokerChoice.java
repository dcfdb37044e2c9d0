package dev.pollux.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where brokers run: in containers when the first one starts, else all of them in processes. One answer for a whole run, for
 * what keeps one container from starting (no Docker, no image, no registry) can take minutes to find out. Thread-safe.
 */
final class BrokerChoice {

    /**
     * A broker that runs.
     *
     * @param where where and why there, for a person to read
     */
    record Placed(Broker broker, String where) {}

    private sealed interface Containers {
        record Untried() implements Containers {}

        record Work() implements Containers {}

        record Missing(String why) implements Containers {}
    }

    private final Function<Map<String, String>, Broker> container;
    private final Function<Map<String, String>, Broker> process;
    private Containers containers = new Containers.Untried();

    BrokerChoice(Function<Map<String, String>, Broker> container, Function<Map<String, String>, Broker> process) {
        this.container = container;
        this.process = process;
    }

    /**
     * Starts a broker.
     *
     * @throws RuntimeException when a container does not start where others did: then it is the broker's own fault, or its
     *     properties'
     */
    synchronized Placed start(Map<String, String> properties) {
        return switch (containers) {
            case Containers.Untried() -> first(properties);
            case Containers.Work() -> inContainer(properties);
            case Containers.Missing(String why) -> new Placed(process.apply(properties), "a process, for " + why);
        };
    }

    private Placed first(Map<String, String> properties) {
        try {
            Placed placed = inContainer(properties);
            containers = new Containers.Work();
            return placed;
        } catch (RuntimeException e) {
            containers = new Containers.Missing("no container started: " + reason(e));
            return start(properties);
        }
    }

    private Placed inContainer(Map<String, String> properties) {
        return new Placed(container.apply(properties), "a container, for Docker answers");
    }

    /** What failed and, where that is another sentence, what was wrong: the first lines alone. */
    private static String reason(RuntimeException thrown) {
        String reason = firstLine(thrown);
        Throwable cause = thrown.getCause();
        if (cause == null) {
            return reason;
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return reason + ": " + firstLine(cause);
    }

    private static String firstLine(Throwable thrown) {
        String message = Objects.requireNonNullElse(thrown.getMessage(), "");
        return message.lines().findFirst().orElse(thrown.getClass().getSimpleName());
    }
}
