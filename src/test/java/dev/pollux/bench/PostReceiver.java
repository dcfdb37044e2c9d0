package dev.pollux.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The receiver of W4: accepts each record, and looks whether one is missing, comes twice or overtakes another of its key.
 * Everything is on one event loop.
 */
final class PostReceiver {
    /** Tells what came since it was asked last. */
    static final String REPORT = "/report";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String BATCH = "application/cloudevents-batch+json";

    private Tally tally = new Tally();
    private @Nullable String mistake;

    private PostReceiver() {}

    /** Argument: the port. */
    public static void main(String[] arguments) {
        var receiver = new PostReceiver();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(receiver::answer)
                .listen(Integer.parseInt(arguments[0]))
                .onFailure(failed -> {
                    failed.printStackTrace();
                    System.exit(1);
                });
    }

    /** What it says of so many records. */
    static String report(long records, @Nullable String mistake) {
        return records + " records" + (mistake == null ? "" : "; " + mistake);
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case REPORT -> {
                request.response().end(report(tally.seen(), mistake == null ? tally.failure() : mistake));
                tally = new Tally();
                mistake = null;
            }
            case Wrk.PATH -> request.response().end();
            default ->
                request.body().onSuccess(body -> {
                    take(request, body);
                    request.response().end();
                });
        }
    }

    private void take(HttpServerRequest request, Buffer body) {
        try {
            if (BATCH.equals(request.getHeader("content-type"))) {
                takeBatch(body);
            } else if (body.length() == HttpPosts.BODY_BYTES) {
                see(request.getHeader("ce-partitionkey"), request.getHeader("idempotency-key"));
            } else {
                mistake = "a body of " + body.length() + " bytes";
            }
        } catch (IOException | RuntimeException e) {
            mistake = e.toString();
        }
    }

    private void takeBatch(Buffer body) throws IOException {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            String id = null;
            String key = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    switch (parser.currentName()) {
                        case "id" -> id = parser.nextTextValue();
                        case "partitionkey" -> key = parser.nextTextValue();
                        default -> {}
                    }
                } else if (token == JsonToken.END_OBJECT) {
                    see(key, id);
                }
            }
        }
    }

    /** A record by its key and its {@code topic/partition/offset}. */
    private void see(@Nullable String key, @Nullable String coordinates) {
        if (key == null || coordinates == null) {
            throw new IllegalStateException("a record without a key or an offset");
        }
        long offset = Long.parseLong(coordinates, coordinates.lastIndexOf('/') + 1, coordinates.length(), 10);
        tally.see(key.getBytes(StandardCharsets.ISO_8859_1), offset);
    }
}
