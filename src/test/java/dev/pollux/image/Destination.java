package dev.pollux.image;

import com.sun.net.httpserver.HttpExchange;
import dev.pollux.testkit.HttpReceiver;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Takes most records, fails now and then and refuses a few for good: the worker is to learn all of its ways. */
final class Destination implements AutoCloseable {
    private static final int FAILS_ONE_IN = 97;
    private static final int OVERLOADED_ONE_IN = 499;
    private static final int REFUSES_ONE_IN = 997;

    private final AtomicLong requests = new AtomicLong();
    private final HttpReceiver server = new HttpReceiver("/", this::answer);

    /** Where records are to be posted. */
    String url() {
        return server.url("/");
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        HttpReceiver.answer(exchange, status(requests.incrementAndGet()));
    }

    private static int status(long request) {
        if (request % REFUSES_ONE_IN == 0) {
            return 422;
        }
        if (request % OVERLOADED_ONE_IN == 0) {
            return 503;
        }
        return request % FAILS_ONE_IN == 0 ? 500 : 204;
    }
}
