package dev.pollux.engine;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** The engine behind its lock, as the poll thread, the probes and the metrics use it. Thread-safe. */
public interface EngineDoor {
    /** Steps the engine with this event at the present time and carries out what it decides. */
    void step(Event event);

    /**
     * Steps the engine for the thread that polls, and leaves it the runs that are over sooner than another thread is woken up for
     * them. They have to be handled by {@link #handleKept} before the next poll.
     */
    void stepKeeping(Event event);

    /**
     * For the thread that polls: handles what was left to it; where {@code standIn} is not ready, workers do. Where a handler stands
     * still after all, {@code standIn} takes over, two looks later.
     *
     * @return false where it did: this thread must not touch the consumer any more
     */
    boolean handleKept(StandIn standIn);

    /**
     * Waits until the buffer has room for another poll, and no partition is too far ahead of the others.
     *
     * @return false where there was none within {@code nanos}, or a partition that is too far ahead stands still
     */
    boolean awaitRoom(long nanos) throws InterruptedException;

    /**
     * Waits until nothing of these partitions is in flight.
     *
     * @return false where something still was after {@code nanos}
     */
    boolean awaitIdle(Collection<TopicPartition> partitions, long nanos) throws InterruptedException;

    /** What the engine looks like now. */
    EngineView view();
}
