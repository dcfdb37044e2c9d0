package dev.pollux.handler;

import dev.pollux.api.Outcome;
import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request from its start to its outcome. Everything happens on one event loop, so nothing here is shared. */
final class HttpAttempt {

    /** Nobody reads the answer's body; one longer than this is cut off with its connection. */
    private static final long MAX_RESPONSE_BYTES = 1024 * 1024;

    private enum Stage {
        CONNECTING,
        SENT,
        ANSWERED,
        DONE
    }

    private final HttpAttempts shared;
    private final HttpMessage message;
    private final @Nullable String authorization;
    private final CompletableFuture<Outcome> result;
    private final long begunNanos = System.nanoTime();
    private Stage stage = Stage.CONNECTING;
    private long responseBytes;
    private @Nullable HttpClientRequest request;
    private @Nullable Outcome answer;

    HttpAttempt(
            HttpAttempts shared,
            HttpMessage message,
            @Nullable String authorization,
            CompletableFuture<Outcome> result) {
        this.shared = shared;
        this.message = message;
        this.authorization = authorization;
        this.result = result;
    }

    void start() {
        shared.deadlines.begun(this);
        shared.client.request(shared.options).onComplete(this::connected);
    }

    /** When it began, by {@link System#nanoTime}. */
    long begunNanos() {
        return begunNanos;
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            finish(shared.outcomes.notConnected(connection.cause()));
        } else if (stage == Stage.DONE) {
            connection.result().reset();
        } else {
            request = connection.result();
            send(request);
        }
    }

    private void send(HttpClientRequest request) {
        Buffer body;
        try {
            body = write(request.headers());
        } catch (RuntimeException e) {
            finish(HttpOutcomes.notSendable(e));
            request.reset();
            return;
        }
        stage = Stage.SENT;
        request.send(body).onComplete(this::answered);
    }

    private Buffer write(MultiMap headers) {
        shared.target.headers().forEach(headers::set);
        if (authorization != null) {
            headers.set("authorization", authorization);
        }
        return message.write(headers);
    }

    private void answered(AsyncResult<HttpClientResponse> response) {
        if (response.failed()) {
            finish(shared.outcomes.lost(response.cause()));
            return;
        }
        HttpClientResponse head = response.result();
        Outcome outcome = shared.outcomes.answered(head.statusCode(), head.getHeader("retry-after"));
        answer = outcome;
        if (stage == Stage.SENT) {
            stage = Stage.ANSWERED;
        }
        // The status has decided. Waiting for the end of the body gives the connection back before the next record.
        head.handler(this::discard).end().onComplete(end -> finish(outcome));
    }

    private void discard(Buffer chunk) {
        responseBytes += chunk.length();
        if (responseBytes > MAX_RESPONSE_BYTES) {
            giveUpConnection();
        }
    }

    /** For the deadlines. */
    void timeIsOver() {
        Outcome status = answer;
        switch (stage) {
            case CONNECTING -> finish(shared.outcomes.notConnectedInTime());
            case SENT -> finish(shared.outcomes.notAnsweredInTime());
            case ANSWERED -> finish(status == null ? shared.outcomes.notAnsweredInTime() : status);
            case DONE -> {}
        }
        giveUpConnection();
    }

    private void giveUpConnection() {
        if (request != null) {
            request.connection().close();
        }
    }

    private void finish(Outcome outcome) {
        if (stage != Stage.DONE) {
            stage = Stage.DONE;
            shared.deadlines.done(this);
            result.complete(outcome);
        }
    }
}
