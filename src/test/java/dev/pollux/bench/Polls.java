package dev.pollux.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes when a consumer's records were polled, as an interceptor of it (KIP-42): what is not here yet waits for the broker and
 * for nobody else. Static, for the consumer makes the object and keeps it; thread-safe.
 */
public final class Polls implements ConsumerInterceptor<byte[], byte[]> {
    /** For each partition, the first offset of a poll and when it came. */
    private static final List<ConcurrentSkipListMap<Long, Long>> CAME = Stream.generate(
                    ConcurrentSkipListMap<Long, Long>::new)
            .limit(Load.PARTITIONS)
            .toList();

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        long now = System.nanoTime();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> polled = records.records(partition);
            // What is fetched again was here before: its wait is not to look shorter.
            var _ = CAME.get(partition.partition())
                    .putIfAbsent(polled.getFirst().offset(), now);
        }
        return records;
    }

    /** When a record came that was polled, by {@code System.nanoTime}. */
    static long cameAt(int partition, long offset) {
        return CAME.get(partition).floorEntry(offset).getValue();
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nobody asks.
    }

    @Override
    public void close() {
        // What was noted is read afterwards.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }
}
