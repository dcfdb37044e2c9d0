package dev.pollux.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Takes most records, fails now and then and refuses a few for good: the worker is to learn all of its ways. */
final class Destination implements AutoCloseable {
    private static final int FAILS_ONE_IN = 97;
    private static final int OVERLOADED_ONE_IN = 499;
    private static final int REFUSES_ONE_IN = 997;
    private static final int NO_BODY = -1;

    private final AtomicLong requests = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Destination() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where records are to be posted. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status(requests.incrementAndGet()), NO_BODY);
        }
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
