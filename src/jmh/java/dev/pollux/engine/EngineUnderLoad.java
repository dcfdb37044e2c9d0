package dev.pollux.engine;

import dev.pollux.api.Outcome;
import dev.pollux.engine.Listener.RecordOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.TopicPartition;

/** An engine whose handler accepts everything and whose brokers confirm everything, through {@link Engine#step} alone. */
final class EngineUnderLoad implements Actions {
    private static final long RUN_NANOS = 100_000;
    private static final int OBSERVATIONS = 500;

    private final Engine engine;
    private final UnderWay<Run> underWay;
    private final ArrayDeque<Commit> commits = new ArrayDeque<>();
    private final long nanosEach;
    private int accepted;
    private long now = 1_000_000_000_000L;

    /**
     * @param runSize what the pace comes to; at most 512
     * @param concurrency runs in flight
     */
    EngineUnderLoad(
            Collection<TopicPartition> partitions, Ordering ordering, int runSize, int concurrency, Order order) {
        nanosEach = RUN_NANOS / runSize - 1;
        underWay = new UnderWay<>(order);
        Pace pace = Pace.measured(concurrency, concurrency);
        for (int i = 0; i < OBSERVATIONS; i++) {
            pace.observed(1, nanosEach);
        }
        engine = new Engine(
                settings(ordering, concurrency),
                pace,
                new PollSettings(PerRecord.RECORDS, 1 << 20, Duration.ofMinutes(5)),
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        step(new Event.Assigned(partitions));
    }

    private static EngineSettings settings(Ordering ordering, int concurrency) {
        return new EngineSettings(
                ordering,
                DeliveryGuarantee.AT_LEAST_ONCE,
                concurrency,
                new RetrySettings(3, Duration.ofMillis(100), 2, Duration.ofSeconds(30), 0),
                OnExhausted.DEAD_LETTER,
                new CommitSettings(
                        CommitSettings.Strategy.ASYNC, Duration.ofSeconds(1), 10_000, Duration.ofHours(1), 4096),
                new CircuitSettings(5, Duration.ofSeconds(1)),
                new BufferSettings(10 * PerRecord.RECORDS, 1 << 30));
    }

    /** One poll brought these of one partition. */
    void fetch(TopicPartition partition, FetchedRecords records) {
        step(new Event.Fetched(partition, records, records.offset(records.size() - 1) + 1, 7));
        step(new Event.Polled(now, 0));
    }

    /** Workers take and accept all there is. Returns how many records that were. */
    int work() {
        accepted = 0;
        while (underWay.size() > 0) {
            Run run = underWay.next();
            int size = run.records().size();
            if (!run.claimAll()) {
                throw new IllegalStateException("a run was taken back");
            }
            step(new Event.Completed(run, Outcome.accept(), size * nanosEach));
            while (!commits.isEmpty()) {
                step(new Event.CommitEnded(commits.removeFirst(), true));
            }
        }
        return accepted;
    }

    private void step(Event event) {
        now += 1_000;
        engine.step(event, now, this);
    }

    @Override
    public void dispatch(Run run) {
        underWay.add(run);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        accepted += count;
    }

    @Override
    public void commit(Commit commit) {
        commits.addLast(commit);
    }

    @Override
    public void pause(Collection<Assignment> assignments) {
        throw new IllegalStateException("paused " + assignments + ", though there is room");
    }

    @Override
    public void resume(Collection<Assignment> assignments) {}

    @Override
    public void drained() {}

    @Override
    public void stalled(Run run) {}

    @Override
    public void deadLetter(DeadLetter letter) {}

    @Override
    public void circuit(CircuitState state, String why) {}

    @Override
    public void stop(String why) {}
}
