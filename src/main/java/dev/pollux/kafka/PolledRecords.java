package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import dev.pollux.engine.FetchedRecords;
import dev.pollux.engine.Footprint;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one partition as the consumer returned them. */
final class PolledRecords implements FetchedRecords {
    private final ConsumerRecord<byte[], byte[]>[] records;

    /** What each of them counts for, from {@link #begin} on; shared with those that were moved out. */
    private final int[] bytes;

    private final int begin;

    private PolledRecords(ConsumerRecord<byte[], byte[]>[] records, int[] bytes, int begin) {
        this.records = records;
        this.bytes = bytes;
        this.begin = begin;
    }

    /** At least none, all of one partition, in offset order. */
    static PolledRecords of(List<ConsumerRecord<byte[], byte[]>> polled) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        ConsumerRecord<byte[], byte[]>[] records = polled.toArray(new ConsumerRecord[0]);
        int[] bytes = new int[records.length];
        for (int i = 0; i < records.length; i++) {
            ConsumerRecord<byte[], byte[]> record = records[i];
            bytes[i] = Footprint.of(record.serializedKeySize(), record.serializedValueSize(), record.headers());
        }
        return new PolledRecords(records, bytes, 0);
    }

    @Override
    public int size() {
        return records.length;
    }

    @Override
    public long offset(int index) {
        return records[index].offset();
    }

    @Override
    public long timestamp(int index) {
        return records[index].timestamp();
    }

    @Override
    public int bytes(int index) {
        return bytes[begin + index];
    }

    @Override
    public Delivery<byte[], byte[]> delivery(int index) {
        ConsumerRecord<byte[], byte[]> record = records[index];
        return new Delivery<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers(),
                1);
    }

    @Override
    public FetchedRecords moveOut(int from, int to) {
        var moved = new PolledRecords(Arrays.copyOfRange(records, from, to), bytes, begin + from);
        Arrays.fill(records, from, to, null);
        return moved;
    }

    @Override
    public FetchedRecords followedBy(FetchedRecords next) {
        PolledRecords others = (PolledRecords) next;
        ConsumerRecord<byte[], byte[]>[] all = Arrays.copyOf(records, records.length + others.records.length);
        System.arraycopy(others.records, 0, all, records.length, others.records.length);
        int[] allBytes = Arrays.copyOfRange(bytes, begin, begin + all.length);
        System.arraycopy(others.bytes, others.begin, allBytes, records.length, others.records.length);
        return new PolledRecords(all, allBytes, 0);
    }
}
