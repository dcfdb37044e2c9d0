package dev.pollux.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * The HTTP client that Pollux uses, with the same settings, headers and bodies, and nothing else: what Pollux's own work is
 * measured by. Each of the requests in flight is followed by the next one of its share of the keys.
 */
final class ClientAlone {
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final String TIME = "2026-01-02T03:04:05.678Z";

    private final URI url;
    private final int records;
    private final Course course;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setPipelining(false), new PoolOptions().setHttp1MaxSize(HttpPosts.IN_FLIGHT));
    private final RequestOptions options;
    private final byte[] body = new byte[HttpPosts.BODY_BYTES];
    private final String[] keys = new String[Keys.COUNT];
    /** By the first of the requests in flight, the next record; on the event loop alone. */
    private final int[] next = new int[HttpPosts.IN_FLIGHT];

    ClientAlone(String url, int records, Course course) {
        this.url = URI.create(url);
        this.records = records;
        this.course = course;
        options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(this.url.getHost())
                .setPort(this.url.getPort())
                .setURI(this.url.getPath());
        new Random(1).nextBytes(body);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new String(Keys.key(i), StandardCharsets.US_ASCII);
        }
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
        int record = next[slot];
        if (record >= records) {
            return;
        }
        next[slot] = record + HttpPosts.IN_FLIGHT;
        long begin = System.nanoTime();
        client.request(options)
                .compose(request -> send(request, slot, record))
                .compose(HttpClientResponse::end)
                .onComplete(end -> {
                    if (end.failed()) {
                        end.cause().printStackTrace();
                        System.exit(1);
                    }
                    course.handled(1, System.nanoTime() - begin);
                    goOn(slot);
                });
    }

    /** A key belongs to one slot, so that its records come in order. */
    private Future<HttpClientResponse> send(HttpClientRequest request, int slot, int record) {
        int keysOfSlot = Keys.COUNT / HttpPosts.IN_FLIGHT;
        String key = keys[slot + record / HttpPosts.IN_FLIGHT % keysOfSlot * HttpPosts.IN_FLIGHT];
        int partition = slot % Load.PARTITIONS;
        String coordinates = "bench-0123456789/" + partition + '/' + record;
        request.headers()
                .set("user-agent", "pollux")
                .set("idempotency-key", coordinates)
                .set("ce-specversion", "1.0")
                .set("ce-id", coordinates)
                .set("ce-source", "/bench-0123456789/" + partition)
                .set("ce-type", "dev.pollux.record")
                .set("ce-time", TIME)
                .set("ce-partitionkey", key)
                .set("content-type", "application/octet-stream");
        return request.send(Buffer.buffer(body));
    }
}
