package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.engine.earlier.AnyLanes;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Records come in, are handed out in runs, several at a time, and are accepted. */
public class LanesBenchmark extends PerRecord {
    @Param
    public LanesVersion version = LanesVersion.NOW;

    @Param({"10", "10000"})
    public int keys = 10;

    @Param({"1", "64", "512"})
    public int runSize = 1;

    @Param
    public Order order = Order.IN_ORDER;

    private AnyLanes<?> lanes = version.make();
    private List<Delivery<byte[], byte[]>> records = List.of();

    @Setup
    public void setUp() {
        lanes = version.make();
        records = Records.of(new TopicPartition("t", 0), 0, RECORDS, keys);
    }

    @Benchmark
    public int handedOutAndAccepted() {
        return all(through(lanes));
    }

    private <R> int through(AnyLanes<R> those) {
        those.add(records);
        var underWay = new UnderWay<R>(order);
        int accepted = 0;
        do {
            @Nullable R run;
            while (underWay.size() < IN_FLIGHT && (run = those.take(runSize)) != null) {
                underWay.add(run);
            }
            accepted += those.accept(underWay.next());
        } while (accepted < RECORDS);
        return accepted;
    }
}
