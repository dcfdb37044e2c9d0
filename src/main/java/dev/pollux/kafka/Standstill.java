package dev.pollux.kafka;

import java.time.Duration;

/**
 * Whether polls say that this is a member still. After a long pause of the process they do not at once: one may return before
 * the heartbeats' answer, which says that the group has given the partitions to others. For the poll thread alone.
 */
final class Standstill {
    /** Longer than a poll. A revocation or a commit may take as long, and then a second's trust is all that is lost. */
    private static final long LONG_NANOS = Duration.ofSeconds(2).toNanos();

    /** By then heartbeats are answered. */
    private static final long ANSWER_NANOS = Duration.ofSeconds(1).toNanos();

    private long lastNanos;
    private long overNanos;

    /**
     * @param now the present time, of {@code System.nanoTime()}'s kind
     */
    Standstill(long now) {
        lastNanos = now;
        overNanos = now;
    }

    /** Whether the poll that began then may be trusted; to be asked for each. */
    boolean isOver(long begunNanos) {
        if (begunNanos - lastNanos > LONG_NANOS) {
            overNanos = begunNanos + ANSWER_NANOS;
        }
        lastNanos = begunNanos;
        return begunNanos - overNanos >= 0;
    }
}
