package dev.pollux.handler;

import java.time.Instant;

/** Timestamps of records as text by RFC 3339, which CloudEvents want as well (1.0.2, "Timestamp"). Thread-safe. */
final class Rfc3339 {

    private static final int MILLIS = 1000;

    /** The second that was asked for last: neighbours share it, and to write a date is dear where there is a batch of them. */
    private static volatile Second last = Second.of(0);

    private Rfc3339() {}

    /**
     * What {@link Instant#toString} would say.
     *
     * @param timestamp in milliseconds since 1970
     */
    static String text(long timestamp) {
        long seconds = Math.floorDiv(timestamp, MILLIS);
        Second second = last;
        if (second.seconds != seconds) {
            second = Second.of(seconds);
            last = second;
        }
        int millis = Math.floorMod(timestamp, MILLIS);
        return millis == 0
                ? second.text + 'Z'
                : second.text + '.' + digit(millis / 100) + digit(millis / 10) + digit(millis) + 'Z';
    }

    /** The last one of the number. */
    private static char digit(int number) {
        return (char) ('0' + number % 10);
    }

    /**
     * @param seconds since 1970
     * @param text without the offset from UTC at its end
     */
    private record Second(long seconds, String text) {
        static Second of(long seconds) {
            String text = Instant.ofEpochSecond(seconds).toString();
            return new Second(seconds, text.substring(0, text.length() - 1));
        }
    }
}
