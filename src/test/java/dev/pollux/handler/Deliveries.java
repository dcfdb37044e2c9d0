package dev.pollux.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pollux.api.Delivery;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records for tests, all of them {@code orders/3/42} of 2026-01-02. */
final class Deliveries {

    static final long TIMESTAMP = 1_767_323_045_678L;
    static final String TIME = "2026-01-02T03:04:05.678Z";

    private Deliveries() {}

    static Delivery<byte[], byte[]> orders(@Nullable String key, @Nullable String value) {
        return orders(bytes(key), bytes(value), new RecordHeaders());
    }

    static Delivery<byte[], byte[]> orders(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new Delivery<>("orders", 3, 42, TIMESTAMP, key, value, headers, 1);
    }

    /** Headers from names and values in turn. */
    static Headers headers(String... namesAndValues) {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
        }
        return headers;
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
