package dev.pollux.sim;

import dev.pollux.api.Delivery;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records as the engine gets them. The value begins with a number, by which they are known again. */
final class Records {
    private static final Headers NONE = new RecordHeaders();

    private Records() {}

    static Delivery<byte[], byte[]> delivery(Rec rec, int index) {
        byte[] value = ByteBuffer.allocate(rec.size).putInt(index).array();
        return new Delivery<>(
                rec.partition.topic(), rec.partition.partition(), rec.offset, rec.offset, rec.key, value, NONE, 1);
    }

    static int index(Delivery<byte[], byte[]> record) {
        return ByteBuffer.wrap(Objects.requireNonNull(record.value())).getInt();
    }
}
