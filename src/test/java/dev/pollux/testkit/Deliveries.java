package dev.pollux.testkit;

import dev.pollux.api.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Records as the engine gets them, written as text: {@code "a0 b1 -2"} is a record with the key a at offset 0, one with b
 * at 1, and one without a key at 2.
 */
public final class Deliveries {
    private Deliveries() {}

    /** The records of this text, in this partition. */
    public static List<Delivery<byte[], byte[]>> of(TopicPartition partition, String text) {
        List<Delivery<byte[], byte[]>> records = new ArrayList<>();
        for (String word : text.isBlank() ? new String[0] : text.strip().split(" +", -1)) {
            String key = word.substring(0, 1);
            records.add(record(partition, Long.parseLong(word.substring(1)), key.equals("-") ? null : key));
        }
        return records;
    }

    /** One record. Its value has ten bytes, its timestamp is 1000 + its offset. */
    public static Delivery<byte[], byte[]> record(TopicPartition partition, long offset, @Nullable String key) {
        return new Delivery<>(
                partition.topic(),
                partition.partition(),
                offset,
                1000 + offset,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                new byte[10],
                new RecordHeaders(),
                1);
    }

    /** The text of these records; without those that a run gave back, which are null. */
    public static String text(Collection<Delivery<byte[], byte[]>> records) {
        return records.stream().filter(Objects::nonNull).map(Deliveries::text).collect(Collectors.joining(" "));
    }

    /** The text of one record. */
    public static String text(Delivery<byte[], byte[]> record) {
        return key(record) + record.offset();
    }

    /** The text of a record's key. */
    public static String key(Delivery<byte[], byte[]> record) {
        byte[] key = record.key();
        return key == null ? "-" : new String(key, StandardCharsets.UTF_8);
    }
}
