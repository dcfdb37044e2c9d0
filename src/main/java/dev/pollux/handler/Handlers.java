package dev.pollux.handler;

import dev.pollux.api.RecordHandler;
import org.jspecify.annotations.Nullable;

/** Makes the handler that the configuration asks for. */
public final class Handlers {

    private Handlers() {}

    /**
     * Makes the handler, without any I/O but the reading of classes and of the bearer token's file; connections are made
     * after {@link RecordHandler#open()}. Which of the four shapes it has depends on the type.
     *
     * @param settings the {@code handler} section; that of HTTP as {@link HttpRules} wants it
     * @param concurrency calls in flight at once, so that an HTTP client has as many connections; at least 1
     * @param retryUnknown what becomes of a record whose request was sent but never answered: true hands it out again,
     *     false (at most once) refuses it for good
     * @throws IllegalArgumentException where the configuration is wrong; the message names the key, the value found and
     *     what is accepted
     * @throws IllegalStateException where a constructor or {@code configure} of the user's classes throws; the message
     *     names the key and the class
     */
    public static RecordHandler<byte[], byte[]> create(
            HandlerSettings settings, int concurrency, boolean retryUnknown) {
        return switch (settings.type()) {
            case LOG -> new LogHandler(System.out);
            case DISCARD -> new DiscardHandler();
            case HTTP -> http(section(settings.http(), "handler.http", "url"), settings, concurrency, retryUnknown);
            case JAVA -> JavaHandlerLoader.load(section(settings.java(), "handler.java", "class"));
        };
    }

    private static RecordHandler<byte[], byte[]> http(
            HttpSettings http, HandlerSettings settings, int concurrency, boolean retryUnknown) {
        HttpTarget target = new HttpTarget(http);
        HttpSender sender = new HttpSender(target, settings.timeout(), concurrency, retryUnknown);
        return http.batchMaxRecords() > 1
                ? new HttpBatchHandler(sender, target.contentType())
                : new HttpHandler(sender, target.contentType());
    }

    private static <T> T section(@Nullable T section, String key, String required) {
        if (section == null) {
            throw new IllegalArgumentException(key + ": nothing found; accepted: a section with at least '" + required
                    + "', as handler.type asks for it");
        }
        return section;
    }
}
