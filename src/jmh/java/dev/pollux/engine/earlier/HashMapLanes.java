package dev.pollux.engine.earlier;

import dev.pollux.api.Delivery;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As one writes it first: a queue for each key in a map, into which every record goes when it arrives. */
public final class HashMapLanes implements AnyLanes<HashMapLanes.Batch> {
    /** Records that are handed out, and the keys that are busy for them. */
    public record Batch(List<Delivery<byte[], byte[]>> records, Set<ByteBuffer> keys) {}

    private final Map<ByteBuffer, ArrayDeque<Delivery<byte[], byte[]>>> queues = new HashMap<>();
    private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();

    @Override
    public void add(List<Delivery<byte[], byte[]>> records) {
        for (Delivery<byte[], byte[]> record : records) {
            byte[] content = record.key();
            ByteBuffer key = ByteBuffer.wrap(content == null ? new byte[0] : content);
            var queue = queues.get(key);
            if (queue == null) {
                queue = new ArrayDeque<>();
                queues.put(key, queue);
                ready.addLast(key);
            }
            queue.addLast(record);
        }
    }

    @Override
    public @Nullable Batch take(int most) {
        if (ready.isEmpty()) {
            return null;
        }
        var batch = new Batch(new ArrayList<>(), new LinkedHashSet<>());
        while (batch.records.size() < most && !ready.isEmpty()) {
            ByteBuffer key = ready.removeFirst();
            batch.keys.add(key);
            var queue = queues.get(key);
            while (queue != null && !queue.isEmpty() && batch.records.size() < most) {
                batch.records.add(queue.removeFirst());
            }
        }
        return batch;
    }

    @Override
    public List<Delivery<byte[], byte[]>> records(Batch batch) {
        return batch.records;
    }

    @Override
    public int accept(Batch batch) {
        for (ByteBuffer key : batch.keys) {
            var queue = queues.get(key);
            if (queue == null || queue.isEmpty()) {
                queues.remove(key);
            } else {
                ready.addLast(key);
            }
        }
        return batch.records.size();
    }
}
