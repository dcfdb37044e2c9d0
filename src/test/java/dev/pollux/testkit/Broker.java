package dev.pollux.testkit;

/** A real Kafka broker that tests can treat badly. For one thread at a time. */
public interface Broker extends AutoCloseable {

    /** What clients put into {@code bootstrap.servers}; stays the same over {@link #restart}. */
    String bootstrapServers();

    /** SIGKILL, and waits until it is gone: no good-bye to anybody. Also ends a paused one. */
    void kill();

    /**
     * Starts it again after {@link #kill}, on the same port and data, and waits until it serves.
     *
     * @throws IllegalStateException when it does not come up in time
     */
    void restart();

    /** SIGSTOP: connections stay open and nothing answers. */
    void pause();

    /** SIGCONT: it goes on as if nothing had been. */
    void resume();

    /** Ends it for good and deletes its data. */
    @Override
    void close();
}
