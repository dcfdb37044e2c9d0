package dev.pollux.handler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.pollux.testkit.HttpReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A real HTTP server on a free port that keeps what it was sent. */
final class Receiver implements AutoCloseable {

    /** One request as it came. */
    record Request(String method, String path, com.sun.net.httpserver.Headers headers, ByteBuffer body) {
        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpReceiver server;

    Receiver(HttpHandler answer) {
        server = new HttpReceiver("/", exchange -> {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    ByteBuffer.wrap(exchange.getRequestBody().readAllBytes())));
            answer.handle(exchange);
        });
    }

    /** Answers every request with this status and an empty body. */
    static Receiver answering(int status) {
        return new Receiver(exchange -> answer(exchange, status));
    }

    static void answer(HttpExchange exchange, int status) throws IOException {
        HttpReceiver.answer(exchange, status);
    }

    URI url() {
        return URI.create(server.url("/orders?tenant=a%20b"));
    }

    Request only() {
        return requests.getFirst();
    }

    @Override
    public void close() {
        server.close();
    }
}
