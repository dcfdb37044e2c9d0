package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpConcurrencyTest {

    private static final int CONCURRENCY = 64;

    @Test
    void allCallsAreUnderWayAtOnceAndConnectionsAreKept() throws Exception {
        // Nobody passes until all have arrived: with one connection fewer, this would time out.
        CyclicBarrier all = new CyclicBarrier(CONCURRENCY);
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        try (Receiver receiver = new Receiver(exchange -> {
                    ports.add(exchange.getRemoteAddress().getPort());
                    await(all);
                    Receiver.answer(exchange, 200);
                });
                HttpClientUnderTest client = new HttpClientUnderTest(
                        receiver.url(), Map.of(), null, Duration.ofSeconds(20), CONCURRENCY, true)) {
            for (int round = 0; round < 5; round++) {
                List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
                for (int i = 0; i < CONCURRENCY; i++) {
                    outcomes.add(client.start(orders("k" + i, "v")));
                }
                for (CompletableFuture<Outcome> outcome : outcomes) {
                    assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(Outcome.accept());
                }
            }
            assertThat(receiver.requests).hasSize(5 * CONCURRENCY);
            assertThat(ports).hasSize(CONCURRENCY);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
