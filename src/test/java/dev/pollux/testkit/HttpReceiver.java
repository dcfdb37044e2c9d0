package dev.pollux.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on a port of this machine, with a virtual thread for each request. */
public final class HttpReceiver implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int NO_BODY = -1;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /**
     * Starts it on a free port.
     *
     * @param path requests to it and below are answered
     * @param answer called on many threads at once; need not close the exchange
     */
    public HttpReceiver(String path, HttpHandler answer) {
        this(0, path, answer);
    }

    /** The same on this port, such as one where nobody listened so far. */
    public HttpReceiver(int port, String path, HttpHandler answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(path, exchange -> {
            try (exchange) {
                answer.handle(exchange);
            }
        });
        server.start();
    }

    /** Answers with this status and an empty body. */
    public static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    /** The address of a path, which may have a query. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
