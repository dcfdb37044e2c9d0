package dev.pollux.handler;

import dev.pollux.api.Outcome;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts requests; what all of them share. To be called on an event loop. */
final class HttpAttempts {

    final HttpClient client;
    final HttpTarget target;
    final HttpOutcomes outcomes;
    final RequestOptions options;
    final HttpDeadlines deadlines;

    HttpAttempts(HttpClient client, HttpTarget target, HttpOutcomes outcomes, HttpDeadlines deadlines) {
        this.client = client;
        this.target = target;
        this.outcomes = outcomes;
        this.options = target.requestOptions();
        this.deadlines = deadlines;
    }

    void start(HttpMessage message, @Nullable String authorization, CompletableFuture<Outcome> outcome) {
        new HttpAttempt(this, message, authorization, outcome).start();
    }
}
