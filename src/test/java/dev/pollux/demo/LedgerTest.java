package dev.pollux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void countsDeliveriesDuplicatesAndRetries() {
        Order order = new Order(3);
        assertThat(ledger.arrived(order)).isZero();
        ledger.refused(order);
        assertThat(ledger.arrived(order)).isEqualTo(1);
        ledger.accepted(order);
        assertThat(ledger.arrived(order)).isZero();
        ledger.accepted(order);

        assertThat(ledger.isDelivered(3)).isTrue();
        assertThat(ledger.isDelivered(4)).isFalse();
        assertThat(ledger.deliveries()).isEqualTo(1);
        assertThat(ledger.retries()).isEqualTo(1);
        assertThat(ledger.duplicates()).isEqualTo(1);
    }

    @Test
    void seesOrdersOfACustomerThatOvertakeEachOther() {
        Order first = new Order(0);
        Order second = nextOfSameCustomer(first);
        ledger.accepted(second);
        assertThat(ledger.disorder()).isNull();
        ledger.accepted(first);
        assertThat(ledger.disorder()).contains("order 0 was delivered after " + second.number());
    }

    @Test
    void aDuplicateIsNoDisorder() {
        Order first = new Order(0);
        ledger.accepted(first);
        ledger.accepted(nextOfSameCustomer(first));
        ledger.accepted(first);
        assertThat(ledger.disorder()).isNull();
        assertThat(ledger.duplicates()).isEqualTo(1);
    }

    private static Order nextOfSameCustomer(Order order) {
        return LongStream.iterate(order.number() + 1, number -> number + 1)
                .mapToObj(Order::new)
                .filter(other -> other.customer() == order.customer())
                .findFirst()
                .orElseThrow();
    }
}
