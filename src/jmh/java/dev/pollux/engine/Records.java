package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records as the poll thread makes them: each with a key, a value and headers of its own. */
final class Records {
    private static final byte[] VALUE = new byte[100];

    private Records() {}

    /** So many records from this offset on, each with one of so many keys by chance. */
    static List<Delivery<byte[], byte[]>> of(TopicPartition partition, long from, int count, int keys) {
        List<Delivery<byte[], byte[]>> records = new ArrayList<>(count);
        for (long offset = from; offset < from + count; offset++) {
            records.add(new Delivery<>(
                    partition.topic(),
                    partition.partition(),
                    offset,
                    offset,
                    key(offset, keys),
                    VALUE,
                    new RecordHeaders(),
                    1));
        }
        return records;
    }

    private static byte[] key(long offset, int keys) {
        long mixed = (offset * 0x9E3779B97F4A7C15L) >>> 33;
        return ("customer-" + (10_000_000 + mixed % keys)).getBytes(StandardCharsets.UTF_8);
    }
}
