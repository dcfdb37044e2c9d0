package dev.pollux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pollux.testkit.Records;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void isAboutTwoHundredBytesOfJsonThatFollowFromItsNumber() throws Exception {
        for (long number : new long[] {0, 1, 4711, 1_000_000}) {
            Order order = new Order(number);
            JsonNode json = new ObjectMapper().readTree(order.value());
            assertThat(json.required("order").asLong()).isEqualTo(number);
            assertThat(json.required("customer").asText()).isEqualTo(Records.text(order.key()));
            assertThat(order.value()).hasSizeBetween(180, 240).isEqualTo(new Order(number).value());
        }
    }

    @Test
    void comesFromMostCustomers() {
        assertThat(LongStream.range(0, 20_000)
                        .mapToInt(number -> new Order(number).customer())
                        .distinct()
                        .count())
                .isBetween(4500L, (long) Order.CUSTOMERS);
    }
}
