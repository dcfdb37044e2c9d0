package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Delivery;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.DeadLetters;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Ordering;
import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed.Call;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.Seeds;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real workers on a real engine, with failures of all kinds at once: nothing is lost, swapped or done side by side. */
class EngineDriverStressTest {
    private static final int PARTITIONS = 4;
    private static final int RECORDS = 300;
    private static final List<Ordering> ORDERINGS = List.of(Ordering.KEY, Ordering.PARTITION, Ordering.NONE);
    private static final long BOUND_NANOS = Duration.ofSeconds(60).toNanos();

    private final Queue<String> stops = new ConcurrentLinkedQueue<>();
    private final Set<String> deadLetters = ConcurrentHashMap.newKeySet();

    /** The seed also chooses the ordering (by 3), the handler's shape (by 4) and how many calls run at once. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void keepsItsPromises(long seed) throws InterruptedException {
        EngineKnobs knobs = knobs(seed);
        FlakyHandler handler = new FlakyHandler(seed, knobs.ordering);
        FakeBroker broker = new FakeBroker(seed, PARTITIONS, RECORDS, knobs.pollRecords);
        var workers = new Workers(
                handler.ofShape((int) seed),
                new WorkerSettings(Duration.ofSeconds(30), knobs.concurrency, 10),
                new Listener() {});
        var engine = new Engine(knobs.settings(), workers.pace(), knobs.polls(), Seeds.random(seed));
        var driver = new EngineDriver(engine, broker, new FlakyDeadLetters(), workers, new Listener() {}, stops::add);
        driver.start();
        broker.assign(driver, broker.log().keySet());
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (!broker.isAllCommitted()) {
            broker.poll(driver);
            assertThat(stops).isEmpty();
            assertThat(System.nanoTime() - deadline).as("%s", driver.view()).isNegative();
        }
        driver.stop();
        workers.stop();
        assertThat(broker.faults).isEmpty();
        finished(driver.view());
        everyRecordAcceptedOrDeadLettered(handler, broker);
        if (knobs.ordering != Ordering.NONE) {
            Guarantees.order(handler.observed.calls(), knobs.ordering == Ordering.KEY);
        }
        Guarantees.oneAtATime(handler.byAssignment.calls(), true);
        Guarantees.atMostInFlight(handler.observed.calls(), knobs.concurrency);
    }

    private static EngineKnobs knobs(long seed) {
        EngineKnobs knobs = new EngineKnobs();
        knobs.ordering = ORDERINGS.get((int) (seed % ORDERINGS.size()));
        knobs.concurrency = seed % 5 == 0 ? 3 : 64;
        knobs.backoff = Duration.ofNanos(200_000);
        knobs.jitter = 0.5;
        knobs.maxAttempts = 4;
        knobs.commitInterval = Duration.ofMillis(5);
        knobs.commitRecords = 200;
        knobs.bufferRecords = 400;
        knobs.pollRecords = 100;
        return knobs;
    }

    private static void finished(EngineView view) {
        assertThat(view.bufferedRecords()).isZero();
        assertThat(view.bufferedBytes()).isZero();
        assertThat(view.inFlightRecords()).isZero();
        assertThat(view.partitions()).hasSize(PARTITIONS).allMatch(p -> p.committable() == p.position());
    }

    private void everyRecordAcceptedOrDeadLettered(FlakyHandler handler, FakeBroker broker) {
        Set<String> done = new HashSet<>(deadLetters);
        for (Call call : handler.observed.calls()) {
            if (call.accepted()) {
                done.add("t/" + call.partition().partition() + '/' + call.offset());
            }
        }
        broker.log()
                .values()
                .forEach(records ->
                        assertThat(records.stream().map(Delivery::coordinates)).isSubsetOf(done));
    }

    private final class FlakyDeadLetters implements DeadLetters {
        @Override
        public void write(DeadLetter letter, Consumer<Boolean> acknowledged) {
            boolean taken = ThreadLocalRandom.current().nextInt(4) > 0;
            if (taken) {
                deadLetters.add(letter.record().coordinates());
            }
            acknowledged.accept(taken);
        }
    }
}
