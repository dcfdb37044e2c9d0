package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.engine.earlier.AnyLanes;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Records come in, are handed out in runs, several at a time, and are accepted. */
public class LanesBenchmark extends PerRecord {
    /** How many runs are handed out at a time, and in which order they are accepted. */
    public enum Flight {
        /** A handler that is quicker than the poll thread: each run has the partition to itself. */
        ONE(1, Order.IN_ORDER),
        /** Several, the oldest first. */
        IN_ORDER(PerRecord.IN_FLIGHT, Order.IN_ORDER),
        /** Several, any first. */
        SHUFFLED(PerRecord.IN_FLIGHT, Order.SHUFFLED);

        private final int runs;
        private final Order order;

        Flight(int runs, Order order) {
            this.runs = runs;
            this.order = order;
        }
    }

    @Param
    public LanesVersion version = LanesVersion.NOW;

    @Param({"10", "10000"})
    public int keys = 10;

    @Param({"1", "64", "512"})
    public int runSize = 1;

    @Param
    public Flight flight = Flight.ONE;

    private AnyLanes<?> lanes = version.make();
    private List<Delivery<byte[], byte[]>> records = List.of();
    private long next;

    @Setup
    public void setUp() {
        Agreement.onOrder(version, keys, runSize, flight.runs, flight.order);
        lanes = version.make();
    }

    /** Offsets only ascend, so that each call needs records of its own; a call takes a millisecond, this is not in it. */
    @Setup(Level.Invocation)
    public void poll() {
        records = Records.of(new TopicPartition("t", 0), next, RECORDS, keys);
        next += RECORDS;
    }

    @Benchmark
    public int handedOutAndAccepted() {
        return all(through(lanes));
    }

    private <R> int through(AnyLanes<R> those) {
        those.add(records);
        var underWay = new UnderWay<R>(flight.order);
        int accepted = 0;
        do {
            @Nullable R run;
            while (underWay.size() < flight.runs && (run = those.take(runSize)) != null) {
                underWay.add(run);
            }
            accepted += those.accept(underWay.next());
        } while (accepted < RECORDS);
        return accepted;
    }
}
