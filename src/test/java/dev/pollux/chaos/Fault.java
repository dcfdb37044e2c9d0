package dev.pollux.chaos;

import java.time.Duration;

/** One thing that goes wrong, and is put right again. */
sealed interface Fault {
    /** How a person would say it. */
    default String text() {
        return switch (this) {
            case Kill kill -> "kill -9 of chaos-%d, back after %s".formatted(kill.worker(), seconds(kill.down()));
            case Restart restart -> "SIGTERM and restart of chaos-%d".formatted(restart.worker());
            case ShortStop stop -> "SIGSTOP of chaos-%d for %s".formatted(stop.worker(), seconds(stop.lasts()));
            case LongStop stop ->
                "SIGSTOP of chaos-%d for %s, longer than its session".formatted(stop.worker(), seconds(stop.lasts()));
            case ScaleOut scale -> "scale out: chaos-%d".formatted(scale.worker());
            case ScaleIn scale -> "scale in: SIGTERM of chaos-%d, which leaves".formatted(scale.worker());
            case BrokerDown down -> "kill -9 of the broker, back after %s".formatted(seconds(down.lasts()));
            case ReceiverDown down -> "receiver down for %s".formatted(seconds(down.lasts()));
            case ReceiverUnavailable unavailable ->
                "receiver answers 503 for %s".formatted(seconds(unavailable.lasts()));
            case ReceiverSlow slow ->
                "receiver takes %s a request for %s".formatted(seconds(slow.each()), seconds(slow.lasts()));
        };
    }

    /** Happens to one worker. */
    sealed interface OfWorker extends Fault {
        int worker();
    }

    /** Happens to what workers depend on. */
    sealed interface OfSurroundings extends Fault {
        /** How long it lasts. */
        Duration lasts();
    }

    /** SIGKILL; the same id is started again after {@code down}. */
    record Kill(int worker, Duration down) implements OfWorker {}

    /** SIGTERM to a static member that remains in its group, and a start at once. */
    record Restart(int worker) implements OfWorker {}

    /** SIGSTOP and SIGCONT within all limits: nobody but the worker notices. */
    record ShortStop(int worker, Duration lasts) implements OfWorker {}

    /** SIGSTOP until the group has given the worker's partitions to others, then SIGCONT. */
    record LongStop(int worker, Duration lasts) implements OfWorker {}

    /** One more worker. */
    record ScaleOut(int worker) implements OfWorker {}

    /** SIGTERM to the last worker, which leaves its group and does not come back. */
    record ScaleIn(int worker) implements OfWorker {}

    /** SIGKILL of the broker, and a start on the same data. */
    record BrokerDown(Duration lasts) implements OfSurroundings {}

    /** The receiver's port is closed: requests under way lose their connections, others are refused. */
    record ReceiverDown(Duration lasts) implements OfSurroundings {}

    /** The receiver answers 503. */
    record ReceiverUnavailable(Duration lasts) implements OfSurroundings {}

    /** The receiver takes this long for each request. */
    record ReceiverSlow(Duration lasts, Duration each) implements OfSurroundings {}

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
