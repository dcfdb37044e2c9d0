package dev.pollux.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Kafka's own mock with two partitions, which notes who polls, and what the real one would not stand: two threads, an interrupt. */
final class TurnsConsumer extends MockConsumer<byte[], byte[]> {
    static final String TOPIC = "t";
    static final TopicPartition P0 = new TopicPartition(TOPIC, 0);
    static final TopicPartition P1 = new TopicPartition(TOPIC, 1);

    /** What the real one lets any thread call. */
    private static final Set<String> FOR_ALL = Set.of("wakeup", "metrics");

    private static final long IDLE_NANOS = 100_000;

    /** What went wrong. */
    final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** How often each thread has polled. */
    final Map<String, Integer> polls = new ConcurrentHashMap<>();

    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(P0, 0L, P1, 0L));
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    TurnsConsumer() {
        super("earliest");
        updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
        updateEndOffsets(Map.of(P0, 1000L, P1, 1000L));
        schedulePollTask(() -> rebalance(List.of(P0, P1)));
    }

    /** A later poll brings one record with each of these keys, and no other. For one thread. */
    void send(TopicPartition partition, String... keys) {
        long first = ends.merge(partition, (long) keys.length, Long::sum) - keys.length;
        schedulePollTask(() -> {
            for (int i = 0; i < keys.length; i++) {
                byte[] bytes = keys[i].getBytes(StandardCharsets.UTF_8);
                addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), first + i, bytes, bytes));
            }
        });
    }

    /** Whether everything that was sent is committed. */
    boolean isAllCommitted() {
        return ends.entrySet().stream().allMatch(end -> committedTo(end.getKey()) == end.getValue());
    }

    private long committedTo(TopicPartition partition) {
        OffsetAndMetadata committed = committed(Set.of(partition)).get(partition);
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration bound) {
        polls.merge(Thread.currentThread().getName(), 1, Integer::sum);
        ConsumerRecords<byte[], byte[]> polled = super.poll(bound);
        if (polled.isEmpty()) {
            LockSupport.parkNanos(IDLE_NANOS);
        }
        return polled;
    }

    /** As the worker gets it. */
    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> oneThreadAtATime() {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                TurnsConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        Thread self = Thread.currentThread();
        // A rebalance is heard of inside a poll, and asks again.
        boolean guarded = !FOR_ALL.contains(method.getName()) && !self.equals(inside.get());
        if (guarded && !inside.compareAndSet(null, self)) {
            faults.add(method.getName() + " by " + self + " while " + inside.get() + " is inside");
        }
        if (guarded && self.isInterrupted()) {
            faults.add(method.getName() + " by " + self + ", which is interrupted");
        }
        try {
            return method.invoke(this, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        } finally {
            if (guarded) {
                inside.set(null);
            }
        }
    }
}
