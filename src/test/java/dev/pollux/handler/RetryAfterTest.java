package dev.pollux.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                    1                             | PT1S
                    120                           | PT2M
                    ' 7 '                         | PT7S
                    3601                          | PT1H
                    99999999999999999999999999    | PT1H
                    0                             | -
                    -5                            | -
                    1.5                           | -
                    soon                          | -
                    ''                            | -
                    -                             | -
                    Fri, 02 Jan 2026 03:04:35 GMT | PT30S
                    Fri, 2 Jan 2026 03:05:05 GMT  | PT1M
                    Sat, 03 Jan 2026 03:04:05 GMT | PT1H
                    Fri, 02 Jan 2026 03:04:05 GMT | -
                    Thu, 01 Jan 2026 00:00:00 GMT | -
                    Fri, 99 Jan 2026 03:04:35 GMT | -
                    """)
    void readsSecondsAndDates(@Nullable String value, @Nullable Duration expected) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(expected);
    }
}
