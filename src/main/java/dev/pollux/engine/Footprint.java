package dev.pollux.engine;

import dev.pollux.api.Delivery;
import org.apache.kafka.common.header.Header;

/** What a record counts for in {@code buffer.max-bytes}: its serialized key, value and headers. */
final class Footprint {
    private Footprint() {}

    static int of(Delivery<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        int bytes = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        // As an array: without headers, the usual case, that allocates nothing.
        for (Header header : record.headers().toArray()) {
            byte[] content = header.value();
            bytes += header.key().length() + (content == null ? 0 : content.length);
        }
        return bytes;
    }
}
