package dev.pollux.bench;

import java.nio.ByteBuffer;
import java.time.Instant;

/** When a record was sent, at the beginning of its value: by the machine's clock, which its processes share. */
final class Stamp {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Stamp() {}

    /** A value of so many bytes that says now; or, for the warm-up, nothing. */
    static byte[] value(int bytes, boolean counts) {
        return ByteBuffer.allocate(bytes).putLong(counts ? now() : 0).array();
    }

    /** The nanoseconds since then; negative where the record is of the warm-up. */
    static long age(byte[] value) {
        long then = ByteBuffer.wrap(value).getLong();
        return then == 0 ? -1 : Math.max(0, now() - then);
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }
}
