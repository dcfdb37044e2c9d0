package dev.pollux.chaos;

import java.time.Duration;

/** One thing that goes wrong, and is put right again. */
sealed interface Fault {
    /** How a person would say it. */
    String text();

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
    record Kill(int worker, Duration down) implements OfWorker {
        @Override
        public String text() {
            return "kill -9 of chaos-%d, back after %s".formatted(worker, seconds(down));
        }
    }

    /** SIGTERM to a static member that remains in its group, and a start at once. */
    record Restart(int worker) implements OfWorker {
        @Override
        public String text() {
            return "SIGTERM and restart of chaos-%d".formatted(worker);
        }
    }

    /** SIGSTOP and SIGCONT within all limits: nobody but the worker notices. */
    record ShortStop(int worker, Duration lasts) implements OfWorker {
        @Override
        public String text() {
            return "SIGSTOP of chaos-%d for %s".formatted(worker, seconds(lasts));
        }
    }

    /** SIGSTOP until the group has given the worker's partitions to others, then SIGCONT. */
    record LongStop(int worker, Duration lasts) implements OfWorker {
        @Override
        public String text() {
            return "SIGSTOP of chaos-%d for %s, longer than its session".formatted(worker, seconds(lasts));
        }
    }

    /** One more worker. */
    record ScaleOut(int worker) implements OfWorker {
        @Override
        public String text() {
            return "scale out: chaos-%d".formatted(worker);
        }
    }

    /** SIGTERM to the last worker, which leaves its group and does not come back. */
    record ScaleIn(int worker) implements OfWorker {
        @Override
        public String text() {
            return "scale in: SIGTERM of chaos-%d, which leaves".formatted(worker);
        }
    }

    /** SIGKILL of the broker, and a start on the same data. */
    record BrokerDown(Duration lasts) implements OfSurroundings {
        @Override
        public String text() {
            return "kill -9 of the broker, back after %s".formatted(seconds(lasts));
        }
    }

    /** The receiver's port is closed: requests under way lose their connections, others are refused. */
    record ReceiverDown(Duration lasts) implements OfSurroundings {
        @Override
        public String text() {
            return "receiver down for %s".formatted(seconds(lasts));
        }
    }

    /** The receiver answers 503. */
    record ReceiverUnavailable(Duration lasts) implements OfSurroundings {
        @Override
        public String text() {
            return "receiver answers 503 for %s".formatted(seconds(lasts));
        }
    }

    /** The receiver takes this long for each request. */
    record ReceiverSlow(Duration lasts, Duration each) implements OfSurroundings {
        @Override
        public String text() {
            return "receiver takes %s a request for %s".formatted(seconds(each), seconds(lasts));
        }
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
