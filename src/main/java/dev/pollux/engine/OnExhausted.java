package dev.pollux.engine;

/** What becomes of a record whose attempts are used up. */
public enum OnExhausted {
    /** It goes to the dead letter topic and is finished once the brokers acknowledged it. */
    DEAD_LETTER,
    /** It counts as finished. */
    SKIP,
    /** The worker stops with exit code 1; the record stays uncommitted. */
    STOP
}
