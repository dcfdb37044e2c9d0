package dev.pollux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final int ORDERS = 3000;

    private final Ledger ledger = new Ledger();
    private final Receiver receiver = new Receiver(ledger, 1);

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void failsNowAndThenAndRefusesAFewForGood() throws Exception {
        long failed = 0;
        long refused = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (long number = 0; number < ORDERS; number++) {
                int status = post(client, new Order(number).value());
                failed += status == 500 ? 1 : 0;
                refused += status == 422 ? 1 : 0;
            }
        }
        assertThat(failed).isBetween(5L, 30L);
        assertThat(refused).isEqualTo(refusedForGood()).isPositive();
        assertThat(ledger.deliveries()).isEqualTo(ORDERS - failed - refused);
    }

    @Test
    void doesNotCountWhatIsNoOrder() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(post(client, new byte[] {'{'})).isEqualTo(400);
            assertThat(post(client, new byte[] {'{', '}'})).isEqualTo(400);
        }
        assertThat(ledger.deliveries()).isZero();
    }

    private long refusedForGood() {
        return LongStream.range(0, ORDERS)
                .mapToObj(Order::new)
                .filter(receiver::refusesForGood)
                .count();
    }

    private int post(HttpClient client, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.url()))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
