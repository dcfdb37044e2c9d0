package dev.pollux.kafka;

import dev.pollux.api.Delivery;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records as deliveries that are made when they are asked for, each time anew: by the worker that handles them, and not by the poll
 * thread, which is what limits the speed. Cannot be changed.
 */
final class DeliveryView extends AbstractList<Delivery<byte[], byte[]>> implements RandomAccess {
    private final List<ConsumerRecord<byte[], byte[]>> records;

    /**
     * @param records copied, so that what it was taken from is not kept in memory
     */
    DeliveryView(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = List.copyOf(records);
    }

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public Delivery<byte[], byte[]> get(int index) {
        ConsumerRecord<byte[], byte[]> record = records.get(index);
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
}
