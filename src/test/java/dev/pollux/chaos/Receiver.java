package dev.pollux.chaos;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pollux.guarantee.Observed.Call;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages over HTTP and keeps an account of each request. It takes some milliseconds, refuses some messages for
 * good, fails over others once, and can be away, unavailable or slow. Thread-safe.
 */
final class Receiver implements AutoCloseable {
    static final int ACCEPTED = 204;
    static final int UNAVAILABLE = 503;

    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int FAILED = 500;
    private static final int NO_BODY = -1;
    private static final int BACKLOG = 1024;
    private static final int QUICKEST_MILLIS = 2;
    private static final int SPREAD_MILLIS = 5;

    private final int port = Ports.free();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Arrivals arrivals;
    private final long seed;
    private volatile boolean unavailable;
    private volatile Duration delay = Duration.ZERO;
    private HttpServer server;

    Receiver(Arrivals arrivals, long seed) {
        this.arrivals = arrivals;
        this.seed = seed;
        this.server = listen();
    }

    /** Where messages are to be posted. */
    String url() {
        return "http://127.0.0.1:" + port + "/messages";
    }

    /** Refuses connections, and drops those that there are without an answer to what is under way. */
    synchronized void down() {
        server.stop(0);
    }

    /** Listens again after {@link #down}. */
    synchronized void up() {
        server = listen();
    }

    /** Whether it answers 503. */
    void unavailable(boolean is) {
        unavailable = is;
    }

    /** What each request takes on top of the usual. */
    void slow(Duration each) {
        delay = each;
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            made.setExecutor(threads);
            made.createContext("/messages", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            long begun = System.nanoTime();
            long tick = arrivals.tick();
            String body = Records.text(exchange.getRequestBody().readAllBytes());
            Message message = Message.of(body);
            TopicPartition partition = partition(exchange.getRequestHeaders());
            if (message == null || partition == null || !isAsItShould(exchange, message)) {
                arrivals.malformed("%s %s".formatted(exchange.getRequestMethod(), body));
                exchange.sendResponseHeaders(BAD_REQUEST, NO_BODY);
                return;
            }
            int status = status(message);
            work(message, status);
            String worker = header(exchange.getRequestHeaders(), WorkerConfig.WORKER_HEADER);
            long offset = offset(exchange.getRequestHeaders());
            Call call = new Call(partition, offset, message.keyText(), tick, arrivals.tick(), status == ACCEPTED);
            Arrival arrival = new Arrival(call, worker, message.number(), status, begun, System.nanoTime());
            arrivals.add(arrival);
            try {
                exchange.sendResponseHeaders(status, NO_BODY);
            } catch (IOException _) {
                arrivals.unanswered(arrival);
            }
        }
    }

    private int status(Message message) {
        if (unavailable) {
            return UNAVAILABLE;
        }
        if (message.refusedForGood(seed)) {
            return UNPROCESSABLE;
        }
        return message.failsAtFirst(seed) && arrivals.failsNow(message.number()) ? FAILED : ACCEPTED;
    }

    private void work(Message message, int status) {
        if (status == UNAVAILABLE) {
            return;
        }
        try {
            Thread.sleep(delay.plusMillis(QUICKEST_MILLIS + message.number() % SPREAD_MILLIS));
        } catch (InterruptedException e) {
            // Only when all is over; the account is kept all the same.
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isAsItShould(HttpExchange exchange, Message message) {
        Headers headers = exchange.getRequestHeaders();
        return exchange.getRequestMethod().equals("POST")
                && header(headers, "ce-id").equals(header(headers, "idempotency-key"))
                && header(headers, "ce-specversion").equals("1.0")
                && header(headers, "ce-partitionkey").equals(message.keyText());
    }

    private static @Nullable TopicPartition partition(Headers headers) {
        String[] parts = header(headers, "idempotency-key").split("/", -1);
        return parts.length == 3 ? new TopicPartition(parts[0], Integer.parseInt(parts[1])) : null;
    }

    private static long offset(Headers headers) {
        return Long.parseLong(header(headers, "idempotency-key").split("/", -1)[2]);
    }

    private static String header(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
