package dev.pollux.api;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to a handler. Immutable, as far as its key, value and headers are; safe to hand to other threads.
 *
 * @param topic the topic that it was read from
 * @param partition its partition, from 0
 * @param offset its offset in the partition
 * @param timestamp its timestamp in milliseconds since the epoch, as the topic defines it (create or append time)
 * @param key the key; null where the record has none
 * @param value the value; null for a tombstone
 * @param headers the record's headers as the deserializers left them, never null; what a handler changes there nobody else sees
 * @param deliveryCount how often the record is handed out in this assignment, this time included; from 1 (KIP-932)
 * @param <K> the key's type
 * @param <V> the value's type
 */
public record Delivery<K, V>(
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable K key,
        @Nullable V value,
        Headers headers,
        int deliveryCount) {

    /** The same record, handed out for the {@code count}th time. */
    public Delivery<K, V> withDeliveryCount(int count) {
        return new Delivery<>(topic, partition, offset, timestamp, key, value, headers, count);
    }

    /** The same record with another key and value, such as the decoded ones, and the headers that go with them. */
    public <L, W> Delivery<L, W> withContent(@Nullable L newKey, @Nullable W newValue, Headers newHeaders) {
        return new Delivery<>(topic, partition, offset, timestamp, newKey, newValue, newHeaders, deliveryCount);
    }

    /** Where the record stands in Kafka, as {@code topic/partition/offset}: unique within a cluster. */
    public String coordinates() {
        return topic + '/' + partition + '/' + offset;
    }

    /** Names the record without showing its contents: records are never logged. */
    @Override
    public String toString() {
        return coordinates() + " (delivery " + deliveryCount + ")";
    }
}
