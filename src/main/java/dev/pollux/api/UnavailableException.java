package dev.pollux.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler whose destination cannot be reached or says so: the same as {@link Outcome#release}. It says nothing
 * against the record, which comes again without limit; enough of them in a row open the circuit.
 */
public class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration after;

    /** Again after the configured backoff. The message is for people and must not hold the record's contents. */
    public UnavailableException(String message) {
        this(message, null, null);
    }

    /** The same, with what was thrown by the client of the destination. */
    public UnavailableException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /** The destination asks for a pause of this length. */
    public UnavailableException(String message, @Nullable Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.after = after;
    }

    /** What it means for the record. */
    public Outcome outcome() {
        return new Outcome.Release(after, String.valueOf(getMessage()));
    }
}
