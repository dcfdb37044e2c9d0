package dev.pollux.handler;

import dev.pollux.api.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer, or the lack of one, says of a record. Reasons never carry a response's body.
 *
 * @param timeout {@code handler.timeout}, for the reasons
 * @param retryUnknown false under at-most-once: what may have been handled is not sent again
 */
record HttpOutcomes(Duration timeout, boolean retryUnknown) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    /**
     * The destination answered.
     *
     * @param retryAfter the answer's {@code Retry-After}; null where it has none
     */
    Outcome answered(int status, @Nullable String retryAfter) {
        if (status >= 200 && status < 300) {
            return Outcome.accept();
        }
        String reason = "HTTP " + status;
        return switch (status) {
            case TOO_MANY_REQUESTS, UNAVAILABLE -> {
                Duration wait = RetryAfter.parse(retryAfter, Instant.now());
                yield wait == null ? Outcome.release(reason) : Outcome.release(wait, reason);
            }
            // A gateway says this also when the program behind it took the request and died over it.
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> unknown(reason);
            default -> Outcome.reject(reason);
        };
    }

    /** There never was a connection, so nothing was sent. */
    Outcome notConnected(Throwable cause) {
        return Outcome.release("cannot connect: " + describe(cause));
    }

    /** The time was over before there was a connection, so nothing was sent. */
    Outcome notConnectedInTime() {
        return Outcome.release("no connection within " + timeout);
    }

    /** The connection failed after the request was sent. */
    Outcome lost(Throwable cause) {
        return unknown("connection lost before an answer: " + describe(cause));
    }

    /** The time was over after the request was sent. */
    Outcome notAnsweredInTime() {
        return unknown("no answer within " + timeout);
    }

    /** The record cannot be put into a request at all, now or ever. */
    static Outcome notSendable(RuntimeException cause) {
        // The exception's text may quote the record, so only its kind is told.
        return Outcome.rejectForGood(
                "the record cannot be sent as a CloudEvent: " + cause.getClass().getSimpleName(), cause);
    }

    private Outcome unknown(String reason) {
        return retryUnknown ? Outcome.release(reason) : Outcome.rejectForGood(reason, null);
    }

    private static String describe(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
    }
}
