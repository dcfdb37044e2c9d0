package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.scaling.Capacity;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import dev.pollux.testkit.SteadyProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a member says that it can do, against what it can: four calls at once that take 40 ms each are 100 records a second, whether all of
 * them are busy or a third.
 */
class CapacityIT {
    private static final int CALLS = 4;
    private static final int CALL_MILLIS = 40;
    private static final double FULL = CALLS * 1000.0 / CALL_MILLIS;
    private static final int PARTITIONS = 12;

    /** {@code scaling.drain-target}. */
    private static final double DRAIN_SECONDS = 180;

    /** A member counts as warm 20 s after its start, and the look after that is the one at half a minute. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    /**
     * Compared with what the calls really took, so a slow machine makes no difference but for the time between two calls. Somebody who
     * takes a member with a third of its calls busy for a full one is wrong by a factor of three.
     */
    private static final Percentage NEAR = Percentage.withPercentage(20);

    private final Cluster cluster = Cluster.of(SharedBroker.get());

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aMemberKnowsWhatItCanDoWhetherItIsFullOrNot() {
        // To work this off in three minutes takes 2.3 members; it is what is left after half a minute.
        String behind = backlog((int) (2.3 * FULL * DRAIN_SECONDS + 30 * FULL));
        String calm = cluster.newTopic("calm", PARTITIONS);
        var full = new Sleeping();
        var third = new Sleeping();
        try (RunningWorker busy = RunningWorker.start(configured(behind), full);
                RunningWorker idle = RunningWorker.start(configured(calm), third);
                SteadyProducer ignored = SteadyProducer.perSecond(
                        (int) (0.3 * FULL), cluster.bootstrapServers(), i -> record(calm, i, null))) {
            await().atMost(BOUND).until(() -> isWarm(busy) && isWarm(idle));
            System.out.printf(
                    "full: %.1f/s of %.1f, %s wanted; at 0.3: %.1f/s of %.1f, %s wanted%n",
                    capacity(busy),
                    full.perSecond(),
                    busy.worker.group().replicasWanted(),
                    capacity(idle),
                    third.perSecond(),
                    idle.worker.group().replicasWanted());
            assertThat(capacity(busy)).isCloseTo(full.perSecond(), NEAR);
            assertThat(capacity(idle)).isCloseTo(third.perSecond(), NEAR);
            assertThat(busy.worker.group().replicasWanted().orElse(-1))
                    .as("2.3 members' worth, each counted on for 90 %")
                    .isBetween(3, 4);
            assertThat(idle.worker.group().replicasWanted()).hasValue(1);
        }
    }

    /** Written ten minutes ago, so that it counts as lag and not as what arrives now. */
    private String backlog(int count) {
        String topic = cluster.newTopic("behind", PARTITIONS);
        long millis = System.currentTimeMillis() - Duration.ofMinutes(10).toMillis();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(record(topic, i, millis));
        }
        Records.send(cluster, records);
        return topic;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long number, @Nullable Long millis) {
        int partition = (int) (number % PARTITIONS);
        return new ProducerRecord<>(topic, partition, millis, Records.bytes("k" + number), Records.bytes("v"));
    }

    private Configured configured(String topic) {
        Configured configured = new Configured(cluster.bootstrapServers(), Names.unique("group"), topic);
        configured.concurrency = CALLS;
        return configured;
    }

    private static boolean isWarm(RunningWorker running) {
        return running.worker.group().capacity().map(Capacity.Estimate::warm).orElse(false);
    }

    private static double capacity(RunningWorker running) {
        return running.worker.group().capacity().orElseThrow().recordsPerSecond();
    }

    /** Waits, and knows for how long it did. */
    private static final class Sleeping implements Handler<byte[], byte[]> {
        private final LongAdder calls = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        @Override
        public Outcome handle(Delivery<byte[], byte[]> delivery) throws InterruptedException {
            long begin = System.nanoTime();
            Thread.sleep(CALL_MILLIS);
            nanos.add(System.nanoTime() - begin);
            calls.increment();
            return Outcome.accept();
        }

        /** What so many of these calls at once come to. */
        double perSecond() {
            return CALLS * calls.sum() * 1e9 / nanos.sum();
        }
    }
}
