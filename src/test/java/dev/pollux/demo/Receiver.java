package dev.pollux.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.pollux.testkit.HttpReceiver;
import dev.pollux.testkit.Seeds;
import java.io.IOException;

/**
 * Takes orders over HTTP. One request in 200 fails with 500 and succeeds when it comes again; one order in 1,000 is refused
 * for good with 422. Which of them follows from the seed.
 */
final class Receiver implements AutoCloseable {
    private static final int FAILS_ONE_IN = 200;
    private static final int REFUSES_ONE_IN = 1000;
    private static final int ACCEPTED = 204;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int FAILED = 500;

    private final ObjectMapper json = new ObjectMapper();
    private final Ledger ledger;
    private final long seed;
    private final HttpReceiver server;

    Receiver(Ledger ledger, long seed) {
        this.ledger = ledger;
        this.seed = seed;
        server = new HttpReceiver("/orders", this::answer);
    }

    /** Where orders are to be posted. */
    String url() {
        return server.url("/orders");
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpReceiver.answer(exchange, status(exchange.getRequestMethod(), body));
    }

    private int status(String method, byte[] body) {
        Order order;
        try {
            order = new Order(json.readTree(body).required("order").asLong());
        } catch (IOException | IllegalArgumentException _) {
            return BAD_REQUEST;
        }
        return method.equals("POST") ? status(order) : BAD_REQUEST;
    }

    private int status(Order order) {
        int refusals = ledger.arrived(order);
        if (refusesForGood(order)) {
            ledger.refused(order);
            return UNPROCESSABLE;
        }
        if (Seeds.oneIn(FAILS_ONE_IN, seed, order.number() * 31 + refusals)) {
            ledger.refused(order);
            return FAILED;
        }
        ledger.accepted(order);
        return ACCEPTED;
    }

    /** Whether the order can only become a dead letter. */
    boolean refusesForGood(Order order) {
        return Seeds.oneIn(REFUSES_ONE_IN, seed, ~order.number());
    }
}
