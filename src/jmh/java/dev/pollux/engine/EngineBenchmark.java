package dev.pollux.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The whole engine: polls come in, runs go out and are completed, commits are confirmed. What the lock, the workers and the
 * consumer cost is not in it.
 */
public class EngineBenchmark extends PerRecord {
    private static final int PARTITIONS = 4;
    private static final int POLL = 2048;

    @Param("KEY")
    public Ordering ordering = Ordering.KEY;

    @Param({"10", "10000"})
    public int keys = 10;

    @Param({"1", "64", "512"})
    public int runSize = 1;

    @Param
    public Order order = Order.IN_ORDER;

    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<FetchedRecords> polls = new ArrayList<>();
    private EngineUnderLoad engine = new EngineUnderLoad(partitions, ordering, runSize, IN_FLIGHT, order);
    private long next;

    @Setup
    public void setUp() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new TopicPartition("t", partition));
        }
        engine = new EngineUnderLoad(partitions, ordering, runSize, IN_FLIGHT, order);
    }

    /** Offsets only ascend, so that each call needs records of its own; a call takes a millisecond, this is not in it. */
    @Setup(Level.Invocation)
    public void poll() {
        polls.clear();
        for (int i = 0; i < RECORDS / POLL; i++) {
            long from = next + (long) i / PARTITIONS * POLL;
            polls.add(RecordsAtHand.of(Records.of(partitions.get(i % PARTITIONS), from, POLL, keys)));
        }
        next += RECORDS / PARTITIONS;
    }

    @Benchmark
    public int fetchedAndCompleted() {
        for (int i = 0; i < polls.size(); i++) {
            engine.fetch(partitions.get(i % PARTITIONS), polls.get(i));
        }
        return all(engine.work());
    }
}
