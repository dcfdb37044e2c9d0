package dev.pollux.engine;

import dev.pollux.api.Delivery;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What a record counts for in {@code buffer.max-bytes}: its serialized key, value and headers. */
public final class Footprint {
    private Footprint() {}

    /** Of a record whose key and value have so many bytes; less than 0 where there is none. */
    public static int of(int keyBytes, int valueBytes, Headers headers) {
        int bytes = Math.max(keyBytes, 0) + Math.max(valueBytes, 0);
        // As an array: without headers, the usual case, that allocates nothing.
        for (Header header : headers.toArray()) {
            byte[] content = header.value();
            bytes += header.key().length() + (content == null ? 0 : content.length);
        }
        return bytes;
    }

    static int of(Delivery<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        return of(key == null ? -1 : key.length, value == null ? -1 : value.length, record.headers());
    }
}
