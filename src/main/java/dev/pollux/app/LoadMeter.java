package dev.pollux.app;

import com.sun.management.OperatingSystemMXBean;
import dev.pollux.api.Delivery;
import dev.pollux.engine.CircuitState;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Ordering;
import dev.pollux.engine.Timestamps;
import dev.pollux.scaling.MemberLoad;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Counts what the member does, for the estimate of what it could do, and passes on everything it hears. Thread-safe. */
final class LoadMeter implements Listener, Supplier<MemberLoad> {
    private final Listener listener;
    private final Ordering ordering;
    private final int concurrency;
    private final Supplier<EngineView> engine;
    private final LongAdder finished = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final CountDownLatch first = new CountDownLatch(1);

    LoadMeter(Listener listener, Ordering ordering, int concurrency, Supplier<EngineView> engine) {
        this.listener = listener;
        this.ordering = ordering;
        this.concurrency = concurrency;
        this.engine = engine;
    }

    @Override
    public MemberLoad get() {
        EngineView view = engine.get();
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (PartitionView partition : view.partitions()) {
            positions.put(new TopicPartition(partition.topic(), partition.partition()), partition.position());
        }
        return new MemberLoad(
                finished.sum(),
                busyNanos.sum(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                calls(positions.size()),
                Runtime.getRuntime().availableProcessors(),
                positions,
                view.circuit() != CircuitState.CLOSED);
    }

    private int calls(int partitions) {
        return switch (ordering) {
            case PARTITION -> Math.clamp(partitions, 1, concurrency);
            case KEY, NONE -> concurrency;
        };
    }

    @Override
    public void handled(
            List<Delivery<byte[], byte[]>> records, Timestamps timestamps, HandlerOutcome outcome, long nanos) {
        busyNanos.add(nanos);
        listener.handled(records, timestamps, outcome, nanos);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        if (outcome != RecordOutcome.RELEASED) {
            finished.add(count);
        }
        listener.settled(topic, outcome, count);
        first.countDown();
    }

    /** Waits until something was settled, or for so long. */
    void awaitFirst(Duration atMost) throws InterruptedException {
        var _ = first.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void rebalanced(Rebalance event, int partitions) {
        listener.rebalanced(event, partitions);
    }

    @Override
    public void committed(CommitOutcome outcome, long nanos) {
        listener.committed(outcome, nanos);
    }
}
