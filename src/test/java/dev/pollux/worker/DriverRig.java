package dev.pollux.worker;

import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.api.RecordHandler;
import dev.pollux.engine.Commit;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.DeadLetters;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineInside;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Pace;
import dev.pollux.engine.Timestamps;
import dev.pollux.testkit.ConsumerNotes;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import dev.pollux.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** A real engine and real workers without Kafka: what the consumer would be told is noted, dead letters arrive. */
final class DriverRig implements ConsumerNotes, DeadLetters, Listener, AutoCloseable {
    static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final Duration BOUND = Duration.ofSeconds(20);

    final EngineDriver driver;
    final Queue<Commit> commits = new ConcurrentLinkedQueue<>();
    final Queue<String> notes = new ConcurrentLinkedQueue<>();
    final Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();
    final Queue<String> stops = new ConcurrentLinkedQueue<>();

    /** So many dead letters are not taken before one is. */
    final AtomicInteger lettersToRefuse = new AtomicInteger();

    /** Whether it listens, or fails when it is told something. */
    volatile boolean listens = true;

    private final Workers workers;

    DriverRig(EngineKnobs knobs, RecordHandler<byte[], byte[]> handler, Duration timeout, int batchSize) {
        this(knobs, handler, timeout, batchSize, UnaryOperator.identity());
    }

    private DriverRig(
            EngineKnobs knobs,
            RecordHandler<byte[], byte[]> handler,
            Duration timeout,
            int batchSize,
            UnaryOperator<Pace> earlier) {
        workers = new Workers(handler, new WorkerSettings(timeout, knobs.concurrency, batchSize), this);
        Pace pace = earlier.apply(workers.pace());
        var engine = new Engine(knobs.settings(), pace, knobs.polls(), Seeds.random(1));
        driver = new EngineDriver(engine, this, this, workers, this, stops::add);
        driver.start();
    }

    /** With partition 0 assigned. */
    static DriverRig assigned(EngineKnobs knobs, RecordHandler<byte[], byte[]> handler, Duration timeout) {
        DriverRig rig = new DriverRig(knobs, handler, timeout, 4);
        rig.driver.step(new Event.Assigned(List.of(P0)));
        return rig;
    }

    /** With partition 0 assigned, and a handler that was quick up to now: it gets many records at a time. */
    static DriverRig quick(EngineKnobs knobs, RecordHandler<byte[], byte[]> handler, Duration timeout) {
        DriverRig rig = new DriverRig(knobs, handler, timeout, 4, pace -> EngineInside.warmedUp(pace, 1));
        rig.driver.step(new Event.Assigned(List.of(P0)));
        return rig;
    }

    void fetch(String text) {
        fetch(Deliveries.of(P0, text));
    }

    void fetch(List<Delivery<byte[], byte[]>> records) {
        driver.step(new Event.Fetched(
                P0, FetchedDeliveries.of(records), records.getLast().offset() + 1, -1));
    }

    /** There is no memory to make these records, so many times. */
    void fetchWithoutMemory(String text, int times) {
        List<Delivery<byte[], byte[]>> records = Deliveries.of(P0, text);
        var scarce = new ScarceRecords(FetchedDeliveries.of(records), new AtomicInteger(times));
        driver.step(new Event.Fetched(P0, scarce, records.getLast().offset() + 1, -1));
    }

    PartitionView view() {
        return driver.view().partitions().getFirst();
    }

    /** Waits until everything up to here is finished. */
    void awaitCommittable(long offset) {
        await().atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> view().committable() == offset);
    }

    @Override
    public void commit(Commit commit) {
        commits.add(commit);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }

    @Override
    public void write(DeadLetter letter, Consumer<Boolean> acknowledged) {
        letters.add(letter);
        acknowledged.accept(lettersToRefuse.getAndUpdate(left -> Math.max(0, left - 1)) == 0);
    }

    @Override
    public void handled(
            List<Delivery<byte[], byte[]>> records, Timestamps timestamps, HandlerOutcome outcome, long nanos) {
        if (!listens) {
            throw new IllegalStateException("not listening");
        }
        notes.add(outcome + " " + records.size());
    }

    @Override
    public void close() {
        driver.stop();
        workers.stop();
    }
}
