package dev.pollux.admin;

import org.jspecify.annotations.Nullable;

/** Where {@code /metrics} has its answer from. Called from any thread, several at a time. */
@FunctionalInterface
public interface MetricsText {
    /**
     * Everything, now.
     *
     * @param accept the request's {@code Accept} header, from which the format follows; null where there is none
     */
    Scrape scrape(@Nullable String accept);

    /**
     * An answer.
     *
     * @param contentType its format, as the HTTP header puts it
     */
    record Scrape(String contentType, String text) {}
}
