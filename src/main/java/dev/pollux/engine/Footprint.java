package dev.pollux.engine;

import dev.pollux.api.Delivery;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a record counts for in {@code buffer.max-bytes}: its serialized key, value and headers. */
public final class Footprint {
    private Footprint() {}

    /** Of a record with these: their real lengths, as whoever made the record need not have said them. */
    public static int of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        int bytes = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        // As an array: without headers, the usual case, that allocates nothing.
        for (Header header : headers.toArray()) {
            byte[] content = header.value();
            bytes += header.key().length() + (content == null ? 0 : content.length);
        }
        return bytes;
    }

    static int of(Delivery<byte[], byte[]> record) {
        return of(record.key(), record.value(), record.headers());
    }
}
