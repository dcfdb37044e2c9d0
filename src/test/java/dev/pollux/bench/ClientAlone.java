package dev.pollux.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;

/**
 * The HTTP client that Pollux uses, with the same settings, headers and bodies, and nothing else: what Pollux's own work is
 * measured by. Each of the requests in flight is followed by the next one of its share of the keys.
 */
final class ClientAlone {
    private static final Duration BOUND = Duration.ofMinutes(10);

    private final URI url;
    private final int requests;
    private final Posts posts;
    private final Course course;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setPipelining(false), new PoolOptions().setHttp1MaxSize(HttpPosts.IN_FLIGHT));
    private final RequestOptions options;
    /** By the first of the requests in flight, the next request; on the event loop alone. */
    private final int[] next = new int[HttpPosts.IN_FLIGHT];

    /** @throws IllegalArgumentException where the records don't make whole requests */
    ClientAlone(String url, int records, Posts posts, Course course) {
        if (records % posts.records() != 0) {
            throw new IllegalArgumentException(records + " records, accepted: a multiple of " + posts.records());
        }
        this.url = URI.create(url);
        this.requests = records / posts.records();
        this.posts = posts;
        this.course = course;
        options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(this.url.getHost())
                .setPort(this.url.getPort())
                .setURI(this.url.getPath());
    }

    void run() throws InterruptedException {
        vertx.runOnContext(_ -> {
            for (int slot = 0; slot < HttpPosts.IN_FLIGHT; slot++) {
                next[slot] = slot;
                goOn(slot);
            }
        });
        boolean inTime = course.awaitEnd(BOUND);
        var _ = vertx.close();
        if (!inTime) {
            throw new IllegalStateException("not in time");
        }
    }

    private void goOn(int slot) {
        int number = next[slot];
        if (number >= requests) {
            return;
        }
        next[slot] = number + HttpPosts.IN_FLIGHT;
        long begin = System.nanoTime();
        client.request(options)
                .compose(request -> request.send(posts.write(request.headers(), slot, number)))
                .compose(HttpClientResponse::end)
                .onComplete(end -> {
                    if (end.failed()) {
                        end.cause().printStackTrace();
                        System.exit(1);
                    }
                    course.handled(posts.records(), System.nanoTime() - begin);
                    goOn(slot);
                });
    }
}
