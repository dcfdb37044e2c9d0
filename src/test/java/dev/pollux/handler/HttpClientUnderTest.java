package dev.pollux.handler;

import dev.pollux.api.AsyncHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The http handler as the worker gets it, opened. */
final class HttpClientUnderTest implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AsyncHandler<byte[], byte[]> handler;

    HttpClientUnderTest(
            URI url,
            Map<String, String> headers,
            @Nullable Path tokenFile,
            Duration timeout,
            int concurrency,
            boolean retryUnknown)
            throws Exception {
        HttpSettings http = new HttpSettings(url, headers, tokenFile, 1);
        HandlerSettings settings = new HandlerSettings(HandlerSettings.Type.HTTP, timeout, http, null);
        handler = (AsyncHandler<byte[], byte[]>) Handlers.create(settings, concurrency, retryUnknown);
        handler.open();
    }

    static HttpClientUnderTest to(URI url) throws Exception {
        return new HttpClientUnderTest(url, Map.of(), null, TIMEOUT, 4, true);
    }

    static HttpClientUnderTest with(URI url, Duration timeout, boolean retryUnknown) throws Exception {
        return new HttpClientUnderTest(url, Map.of(), null, timeout, 4, retryUnknown);
    }

    CompletableFuture<Outcome> start(Delivery<byte[], byte[]> delivery) throws Exception {
        return handler.handle(delivery).toCompletableFuture();
    }

    /** The outcome, which has to come well after the time-out at the latest. */
    Outcome post(Delivery<byte[], byte[]> delivery) throws Exception {
        return start(delivery).get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            handler.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
