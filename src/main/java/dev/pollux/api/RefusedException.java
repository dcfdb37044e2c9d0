package dev.pollux.api;

/**
 * Thrown by a handler that refuses: the same as {@link Outcome#reject(String)}, and for a batch the same as any other
 * exception, but its message is for people and may be logged.
 */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message must not hold the record's contents. */
    public RefusedException(String message) {
        super(message);
    }

    /** What it means for the record. */
    public Outcome outcome() {
        return Outcome.reject(String.valueOf(getMessage()));
    }
}
