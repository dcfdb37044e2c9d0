package dev.pollux.testkit;

/**
 * One broker for all test classes of a JVM, closed when the JVM ends. Tests that share it use {@link Names#unique} and
 * leave the broker alone; those that kill or pause one start their own.
 */
public final class SharedBroker {
    private SharedBroker() {}

    /** The broker; started by whoever asks first. Thread-safe. */
    public static Broker get() {
        return Holder.BROKER;
    }

    private static final class Holder {
        static final Broker BROKER = start();

        private static Broker start() {
            Broker broker = Brokers.start();
            AtExit.register(broker::close);
            return broker;
        }
    }
}
