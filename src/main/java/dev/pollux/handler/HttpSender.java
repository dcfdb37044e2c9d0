package dev.pollux.handler;

import dev.pollux.api.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the URL; HTTP/1.1 with keep-alive, one connection for each request in flight.
 *
 * <p>Safe for many threads, between {@link #open} and {@link #close}. There is no pipelining: it would leave the fate of
 * several requests unknown when one connection fails.
 */
final class HttpSender {

    /** Below the five seconds after which common servers close an idle connection, which loses a request now and then. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int MAX_RESPONSE_HEADER_BYTES = 64 * 1024;
    private static final long CLOSE_SECONDS = 10;

    private final HttpTarget target;
    private final Duration timeout;
    private final int concurrency;
    private final HttpOutcomes outcomes;
    // Written once by open(), before the first request; read by all.
    private volatile @Nullable Running running;

    private record Running(Vertx vertx, HttpAttempts attempts, Context loop) {
        /** At once where this is the loop: the next request is then on its way before the next answer is read. */
        void onLoop(Runnable action) {
            Context current = Vertx.currentContext();
            if (current != null && vertx.equals(current.owner()) && current.isEventLoopContext()) {
                action.run();
            } else {
                loop.runOnContext(nothing -> action.run());
            }
        }
    }

    /**
     * @param timeout for each request, the connection included
     * @param concurrency requests in flight at once
     */
    HttpSender(HttpTarget target, Duration timeout, int concurrency, boolean retryUnknown) {
        this.target = target;
        this.timeout = timeout;
        this.concurrency = concurrency;
        this.outcomes = new HttpOutcomes(timeout, retryUnknown);
    }

    void open() {
        Vertx vertx = Vertx.vertx(options());
        var client = vertx.createHttpClient(clientOptions(), new PoolOptions().setHttp1MaxSize(concurrency));
        HttpAttempts attempts = new HttpAttempts(client, target, outcomes, new HttpDeadlines(vertx, timeout));
        running = new Running(vertx, attempts, vertx.getOrCreateContext());
    }

    /**
     * Begins a request and returns at once.
     *
     * @return completes on the client's event loop, within {@code handler.timeout}, and never exceptionally
     */
    CompletableFuture<Outcome> post(HttpMessage message) {
        Running now = running;
        if (now == null) {
            return CompletableFuture.completedFuture(Outcome.release("the HTTP client is closed"));
        }
        String authorization = target.authorization();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try {
            now.onLoop(() -> now.attempts().start(message, authorization, outcome));
        } catch (RejectedExecutionException e) {
            outcome.complete(Outcome.release("the HTTP client is closed"));
        }
        return outcome;
    }

    void close() throws Exception {
        Running last = running;
        running = null;
        if (last != null) {
            last.vertx().close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static VertxOptions options() {
        return new VertxOptions()
                // One loop carries more requests than two cores can send; a second one costs a third more CPU for each.
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // No files: the container's root file system is read-only.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    private HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setSsl(target.tls())
                .setPipelining(false)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout(Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE)))
                .setMaxHeaderSize(MAX_RESPONSE_HEADER_BYTES);
    }
}
