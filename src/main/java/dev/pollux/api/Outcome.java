package dev.pollux.api;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What a handler says of a record, in the words of KIP-932: accept, release or reject.
 *
 * <p>Immutable and safe to share between threads.
 */
public sealed interface Outcome {

    /** The record is done with; its offset may be committed. */
    record Accept() implements Outcome {
        private static final Accept INSTANCE = new Accept();
    }

    /**
     * The destination cannot take the record now, which says nothing against the record: it comes again, without limit,
     * and its key waits.
     *
     * @param after how long to wait at least; null leaves it to the {@code retry} settings
     * @param reason for people, in a few words; without the record's contents
     */
    record Release(@Nullable Duration after, String reason) implements Outcome {
        /** Many an exception has no message: null reads as "null". */
        public Release {
            reason = String.valueOf(reason);
        }
    }

    /**
     * The record is refused.
     *
     * @param reason for people, in a few words; goes into the dead letter's {@code pollux-reason}
     * @param cause what was thrown, where something was
     * @param forGood whether another attempt is pointless; otherwise it is tried {@code retry.max-attempts} times
     */
    record Reject(String reason, @Nullable Throwable cause, boolean forGood) implements Outcome {
        /** Many an exception has no message: null reads as "null". */
        public Reject {
            reason = String.valueOf(reason);
        }

        /** What may be logged of it: an exception's message may quote the record, its class does not. */
        public String loggable() {
            return cause == null ? reason : cause.getClass().getName();
        }
    }

    /** The record is done with. */
    static Outcome accept() {
        return Accept.INSTANCE;
    }

    /** The destination is not to be had now: again after the configured backoff. */
    static Outcome release(String reason) {
        return new Release(null, reason);
    }

    /** The destination asks for a pause of this length, as with {@code Retry-After}. */
    static Outcome release(Duration after, String reason) {
        return new Release(after, reason);
    }

    /** The record was refused; uses up one of {@code retry.max-attempts}. */
    static Outcome reject(String reason) {
        return new Reject(reason, null, false);
    }

    /** The record was refused by an exception; uses up one of {@code retry.max-attempts}. */
    static Outcome reject(Throwable cause) {
        return new Reject(message(cause), cause, false);
    }

    /** What an exception says of the record that it was thrown for: an outage, or a refusal. Does not throw. */
    static Outcome thrown(Throwable thrown) {
        try {
            Throwable cause =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            return switch (cause) {
                case UnavailableException unavailable -> unavailable.outcome();
                case RefusedException refused -> refused.outcome();
                default -> reject(cause);
            };
        } catch (RuntimeException | Error unreadable) {
            return thrown instanceof UnavailableException
                    ? release(unreadable(unreadable))
                    : new Reject(unreadable(unreadable), thrown, false);
        }
    }

    /** No attempt will ever succeed: straight to what {@code on-exhausted} says. */
    static Outcome rejectForGood(String reason, @Nullable Throwable cause) {
        return new Reject(reason, cause, true);
    }

    /** An exception is the handler's own code, and may fail as well. */
    private static String message(Throwable cause) {
        try {
            return String.valueOf(cause.getMessage());
        } catch (RuntimeException | Error unreadable) {
            return unreadable(unreadable);
        }
    }

    private static String unreadable(Throwable thrown) {
        return "the exception's own message cannot be read: "
                + thrown.getClass().getName();
    }
}
