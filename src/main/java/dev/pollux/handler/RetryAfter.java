package dev.pollux.handler;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): a number of seconds or an HTTP date. */
final class RetryAfter {

    /** A destination cannot silence a key for longer than this. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param value the header's value; null where there is none
     * @param now what a date is compared with
     * @return more than zero and at most {@link #LONGEST}; null where there is nothing to wait for, or nothing readable
     */
    static @Nullable Duration parse(@Nullable String value, Instant now) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Duration wait = value.strip().chars().allMatch(c -> c >= '0' && c <= '9')
                ? seconds(value.strip())
                : untilDate(value.strip(), now);
        if (wait == null || !wait.isPositive()) {
            return null;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration seconds(String digits) {
        // Nine digits are 31 years: more of them need no arithmetic.
        return digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static @Nullable Duration untilDate(String date, Instant now) {
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
