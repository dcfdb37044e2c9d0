package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;

/**
 * A record that is given up, on its way to the dead letter topic.
 *
 * <p>Whoever writes it says how it went with {@link Event.DeadLettered}; the record is finished only when the brokers
 * acknowledged it.
 */
public final class DeadLetter {
    final Lane lane;
    private final Delivery<byte[], byte[]> record;
    private final int attempts;
    private final Outcome.Reject refusal;

    /** Tries to write it that failed. */
    int failures;

    DeadLetter(Lane lane, Delivery<byte[], byte[]> record, int attempts, Outcome.Reject refusal) {
        this.lane = lane;
        this.record = record;
        this.attempts = attempts;
        this.refusal = refusal;
    }

    /** The record as it was read. */
    public Delivery<byte[], byte[]> record() {
        return record;
    }

    /** How often the handler had it in this assignment; 0 where it never came so far. */
    public int attempts() {
        return attempts;
    }

    /** What the handler said last. */
    public Outcome.Reject refusal() {
        return refusal;
    }
}
