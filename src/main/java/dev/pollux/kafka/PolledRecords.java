package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import dev.pollux.engine.FetchedRecords;
import dev.pollux.engine.Footprint;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one partition as the consumer returned them. */
final class PolledRecords implements FetchedRecords {
    /** For a position that moved without records. */
    static final PolledRecords NONE = of(List.of());

    private final ConsumerRecord<byte[], byte[]>[] records;

    /** What each of them counts for, from {@link #begin} on; shared with those that were moved out. */
    private final int[] bytes;

    private final int begin;

    private PolledRecords(ConsumerRecord<byte[], byte[]>[] records, int[] bytes, int begin) {
        this.records = records;
        this.bytes = bytes;
        this.begin = begin;
    }

    /**
     * At least none, all of one partition.
     *
     * @throws IllegalArgumentException where their offsets do not grow: what is older than a finished record would be committed
     *     with it
     */
    static PolledRecords of(List<ConsumerRecord<byte[], byte[]>> polled) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        ConsumerRecord<byte[], byte[]>[] records = new ConsumerRecord[polled.size()];
        int[] bytes = new int[records.length];
        long next = Long.MAX_VALUE;
        // From the last one on: the client made those just now, so they are in the processor's cache.
        for (int i = records.length - 1; i >= 0; i--) {
            ConsumerRecord<byte[], byte[]> record = polled.get(i);
            records[i] = record;
            if (record.offset() >= next) {
                throw outOfOrder(records[i + 1], record.offset());
            }
            next = record.offset();
            bytes[i] = Footprint.of(record.key(), record.value(), record.headers());
        }
        return new PolledRecords(records, bytes, 0);
    }

    private static IllegalArgumentException outOfOrder(ConsumerRecord<?, ?> record, long before) {
        return new IllegalArgumentException("a poll brought offset " + record.offset() + " of " + record.topic() + '-'
                + record.partition() + " behind offset " + before
                + ": an interceptor (interceptor.classes) must not reorder or repeat records");
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
        if (from == 0 && to == records.length) {
            return this;
        }
        var moved = new PolledRecords(Arrays.copyOfRange(records, from, to), bytes, begin + from);
        Arrays.fill(records, from, to, null);
        return moved;
    }

    @Override
    public void forget(int from) {
        Arrays.fill(records, from, records.length, null);
    }

    @Override
    public FetchedRecords followedBy(List<FetchedRecords> next) {
        int size = records.length;
        for (FetchedRecords others : next) {
            size += others.size();
        }
        ConsumerRecord<byte[], byte[]>[] all = Arrays.copyOf(records, size);
        int[] allBytes = Arrays.copyOfRange(bytes, begin, begin + size);
        int end = records.length;
        for (FetchedRecords one : next) {
            PolledRecords others = (PolledRecords) one;
            System.arraycopy(others.records, 0, all, end, others.records.length);
            System.arraycopy(others.bytes, others.begin, allBytes, end, others.records.length);
            end += others.records.length;
        }
        return new PolledRecords(all, allBytes, 0);
    }
}
