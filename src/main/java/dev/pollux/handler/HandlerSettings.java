package dev.pollux.handler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code handler} section.
 *
 * @param type which kind
 * @param timeout the longest that one call may take; positive
 * @param http for {@code type: http}, else null
 * @param java for {@code type: java}, else null
 */
public record HandlerSettings(
        Type type,
        Duration timeout,
        @Nullable HttpSettings http,
        @Nullable JavaSettings java) {

    /** The most records that a batch handler gets at once. */
    public int batchMaxRecords() {
        if (http != null) {
            return http.batchMaxRecords();
        }
        return java == null ? 1 : java.batchMaxRecords();
    }

    /** The kinds of handler. */
    public enum Type {
        /** Each record as one line of JSON on standard output. */
        LOG,
        /** Accepts and forgets, for measuring. */
        DISCARD,
        /** Posts each record to a URL. */
        HTTP,
        /** Calls a class of the user's. */
        JAVA
    }
}
