package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.List;

/**
 * Hears what happened, for metrics. Called from the poll thread and from workers, several at a time, outside the
 * engine's lock; implementations are thread-safe, quick and never throw.
 */
public interface Listener {
    /** What a handler said. */
    enum HandlerOutcome {
        ACCEPTED,
        RELEASED,
        REJECTED
    }

    /** What became of a record. */
    enum RecordOutcome {
        ACCEPTED,
        /** It comes again: the handler released it, or refused it and has attempts left. */
        RELEASED,
        /** The brokers acknowledged its dead letter. */
        DEAD_LETTERED,
        SKIPPED
    }

    /** Why partitions came or went. */
    enum Rebalance {
        ASSIGNED,
        REVOKED,
        LOST
    }

    /** How a commit ended. */
    enum CommitOutcome {
        OK,
        FAILED
    }

    /**
     * Records of one topic left their handler alike: a run at a time, not one call a record.
     *
     * @param records at least one; to be read only during the call
     * @param timestamps theirs; as the records
     * @param nanos time that the handler took for all of them together
     */
    default void handled(
            List<Delivery<byte[], byte[]>> records, Timestamps timestamps, HandlerOutcome outcome, long nanos) {}

    /** It is decided what becomes of {@code count} records of a topic. */
    default void settled(String topic, RecordOutcome outcome, int count) {}

    /** The group assigned or took away partitions; {@code partitions} may be 0. */
    default void rebalanced(Rebalance event, int partitions) {}

    /** A commit ended after {@code nanos}. */
    default void committed(CommitOutcome outcome, long nanos) {}
}
