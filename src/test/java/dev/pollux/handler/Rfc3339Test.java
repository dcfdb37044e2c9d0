package dev.pollux.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1, 1970-01-01T00:00:00.001Z",
        "20, 1970-01-01T00:00:00.020Z",
        "300, 1970-01-01T00:00:00.300Z",
        "999, 1970-01-01T00:00:00.999Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "1767323045678, 2026-01-02T03:04:05.678Z",
        "9223372036854775807, +292278994-08-17T07:12:55.807Z",
        "-9223372036854775808, -292275055-05-16T16:47:04.192Z"
    })
    void millisecondsBecomeText(long timestamp, String text) {
        assertThat(Rfc3339.text(timestamp)).isEqualTo(text);
    }

    @Test
    void neighboursAndStrangersAreTold() {
        Random random = new Random(1);
        long timestamp = 0;
        for (int i = 0; i < 100_000; i++) {
            timestamp = random.nextInt(100) == 0 ? random.nextLong() : timestamp + random.nextInt(50);
            assertThat(Rfc3339.text(timestamp))
                    .isEqualTo(Instant.ofEpochMilli(timestamp).toString());
        }
    }
}
