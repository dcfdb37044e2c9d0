package dev.pollux.engine;

import dev.pollux.api.Outcome;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.testkit.ConsumerNotes;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.TopicPartition;

/** An engine in virtual time, with notes of all that it decides. Runs and records are written as {@link Deliveries} text. */
final class EngineRig implements Actions, ConsumerNotes {
    private static final Duration BETWEEN_POLLS = Duration.ofMinutes(1);
    static final TopicPartition P0 = new TopicPartition("t", 0);
    static final TopicPartition P1 = new TopicPartition("t", 1);
    private static final long RUN_NANOS = 100_000;

    final Engine engine;
    final List<Run> inFlight = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();

    /** What else was decided, such as {@code pause [t-0]} or {@code SKIPPED 1}. */
    final List<String> notes = new ArrayList<>();

    /** Records that count as accepted. */
    int accepted;

    private final int runSize;
    private final List<String> handedOut = new ArrayList<>();
    long now = 1_000_000_000_000L;

    private EngineRig(EngineKnobs knobs, Pace pace, int runSize) {
        this.runSize = runSize;
        engine = new Engine(
                knobs.settings(),
                pace,
                knobs.polls(),
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        step(new Event.Assigned(List.of(P0)));
    }

    /** For a handler of single records that is so quick that it gets runs of this size. Partition 0 is assigned. */
    static EngineRig running(EngineKnobs knobs, int runSize) {
        Pace pace = Pace.measured(knobs.concurrency, knobs.concurrency);
        for (int i = 0; i < 500; i++) {
            pace.observed(1, nanosEach(runSize));
        }
        return new EngineRig(knobs, pace, runSize);
    }

    /** For a handler of batches. Partition 0 is assigned. */
    static EngineRig batching(EngineKnobs knobs, int batchSize) {
        return batching(knobs, knobs.concurrency, batchSize);
    }

    /** For a handler of batches that only computes, as it did up to now. Partition 0 is assigned. */
    static EngineRig batching(EngineKnobs knobs, int cores, int batchSize) {
        Pace pace = EngineInside.warmedUp(Pace.batches(knobs.concurrency, cores, batchSize), 1);
        return new EngineRig(knobs, pace, batchSize);
    }

    private static long nanosEach(int runSize) {
        return RUN_NANOS / runSize - 1;
    }

    void step(Event event) {
        engine.step(event, now, this);
    }

    /** Fetches these records; the position is behind the last one. */
    void fetch(TopicPartition partition, String text) {
        var records = Deliveries.of(partition, text);
        step(new Event.Fetched(
                partition, FetchedDeliveries.of(records), records.getLast().offset() + 1, 7));
    }

    void fetch(String text) {
        fetch(P0, text);
    }

    /** Time passes, and the engine is told; polls bring nothing. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            now = Math.min(end, now + BETWEEN_POLLS.toNanos());
            step(new Event.Polled(now, 0));
        }
    }

    /** Time passes without a poll. */
    void standStill(Duration time) {
        now += time.toNanos();
        step(new Event.Tick());
    }

    /** The runs handed out since this was asked last. */
    List<String> handedOut() {
        List<String> since = List.copyOf(handedOut);
        handedOut.clear();
        return since;
    }

    /** The text of a run's records, without those that it gave back. */
    static String text(Run run) {
        return Deliveries.text(run.records().subList(0, run.takenBack ? run.claims() : run.size()));
    }

    /** The run in flight that holds just these records. */
    Run run(String text) {
        return inFlight.stream()
                .filter(run -> text(run).equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in flight"));
    }

    /** The worker begins with so many records of the run. */
    Run claim(String text, int count) {
        Run run = run(text);
        for (int i = 0; i < count; i++) {
            run.claim();
        }
        return run;
    }

    /** The worker accepted all of a run. */
    void accept(String text) {
        end(claim(text, run(text).size()), Outcome.accept());
    }

    /** The worker accepted the first records of a run, and the last one that it began with ended so. */
    void end(String text, int begun, Outcome last) {
        end(claim(text, begun), last);
    }

    /** The worker is through with what it began. */
    void end(Run run, Outcome last) {
        inFlight.remove(run);
        step(new Event.Completed(run, last, run.claims() * nanosEach(runSize)));
    }

    /** One call for the whole run ended so. */
    void endBatch(String text, Outcome... outcomes) {
        Run run = run(text);
        run.claimAll();
        inFlight.remove(run);
        step(new Event.BatchCompleted(run, Arrays.asList(outcomes), 1));
    }

    /** One call for the whole run threw. */
    void failBatch(String text) {
        Run run = run(text);
        run.claimAll();
        inFlight.remove(run);
        step(new Event.BatchFailed(run, new Outcome.Reject("boom", null, false), 1));
    }

    /** The brokers answer the oldest commit that is under way. */
    void answerCommit(boolean confirmed) {
        step(new Event.CommitEnded(commits.removeFirst(), confirmed));
    }

    /** The brokers answer the oldest dead letter that is under way. */
    void answerLetter(boolean acknowledged) {
        step(new Event.DeadLettered(letters.removeFirst(), acknowledged));
    }

    EngineView.PartitionView view(TopicPartition partition) {
        return engine.view().partitions().stream()
                .filter(view -> view.topic().equals(partition.topic()) && view.partition() == partition.partition())
                .findFirst()
                .orElseThrow();
    }

    long committable() {
        return view(P0).committable();
    }

    /** What was noted since this was asked last. */
    List<String> notes() {
        List<String> since = List.copyOf(notes);
        notes.clear();
        return since;
    }

    @Override
    public void dispatch(Run run) {
        inFlight.add(run);
        handedOut.add(text(run));
    }

    @Override
    public void stalled(Run run) {
        notes.add("stalled " + text(run));
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        letters.add(letter);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        if (outcome == RecordOutcome.ACCEPTED) {
            accepted += count;
        } else {
            notes.add(outcome + " " + count);
        }
    }

    @Override
    public void circuit(CircuitState state, String why) {
        notes.add("circuit " + state + " " + why);
    }

    @Override
    public void stop(String why) {
        notes.add("stop: " + why);
    }

    @Override
    public void commit(Commit commit) {
        commits.add(commit);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
