package dev.pollux.sim;

import dev.pollux.api.Delivery;
import dev.pollux.engine.Actions;
import dev.pollux.engine.Assignment;
import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.CircuitState;
import dev.pollux.engine.Commit;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.engine.Run;
import dev.pollux.guarantee.Bounded;
import dev.pollux.guarantee.BrokenPromise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One process with its engine; the counterpart of the engine's driver: steps it, and carries out what it decides. */
final class PodProcess implements Actions {
    private final World world;
    private final Pod pod;
    private final String name;
    private final String memberId;
    private final RandomGenerator random;
    private final Engine engine;
    private final Client client;
    private final PollThread pollThread;
    private final Workers workers;
    private final Letters letters;
    private final Ticker ticker;
    private final HandOutRules handsOut;

    /** What is assigned, in the order in which it came. */
    private final Map<TopicPartition, Tenure> tenures = new LinkedHashMap<>();

    /** Everything that was ever fetched; records carry their index. */
    private final List<Offer> offers = new ArrayList<>();

    private final Bounded commitsUnderWay = new Bounded("commits under way", 1);
    private final List<Run> runs = new ArrayList<>();
    private final List<DeadLetter> lettersToWrite = new ArrayList<>();

    /** What would have happened while it stands still; null while it does not. */
    private @Nullable List<Runnable> held;

    private boolean dead;

    PodProcess(World world, Pod pod, String name, String memberId) {
        this.world = world;
        this.pod = pod;
        this.name = name;
        this.memberId = memberId;
        random = world.chance();
        Setup setup = world.setup;
        engine = new Engine(setup.engine(), setup.pace(), setup.polls(), world.chance());
        client = new Client(world.brokers, world.chance(), setup.polls().maxRecords());
        pollThread = new PollThread(world, this, client);
        workers = new Workers(world, this);
        letters = new Letters(world, this);
        ticker = new Ticker(world, this);
        handsOut = new HandOutRules(world, this);
    }

    void start() {
        pollThread.start();
    }

    String memberId() {
        return memberId;
    }

    World world() {
        return world;
    }

    Engine engine() {
        return engine;
    }

    PollThread pollThread() {
        return pollThread;
    }

    HandOutRules handsOut() {
        return handsOut;
    }

    Workers workers() {
        return workers;
    }

    Map<TopicPartition, Tenure> tenures() {
        return tenures;
    }

    Set<TopicPartition> owned() {
        return client.owned();
    }

    boolean isDead() {
        return dead;
    }

    /** Lets this happen in this process after so long, unless it is dead by then; later where it stands still. */
    void in(long nanos, Runnable what) {
        world.timeline.in(nanos, () -> happen(what));
    }

    private void happen(Runnable what) {
        if (dead) {
            return;
        }
        if (held != null) {
            held.add(what);
        } else {
            what.run();
        }
    }

    /** Returns false where it stands still already. */
    boolean freeze() {
        if (held != null) {
            return false;
        }
        held = new ArrayList<>();
        return true;
    }

    boolean isFrozen() {
        return held != null;
    }

    /** Its threads go on, in whatever order. */
    void wake() {
        List<Runnable> those = Objects.requireNonNull(held);
        held = null;
        those.forEach(what -> in(random.nextInt(5_000_000), what));
    }

    /** It is no more. */
    void die() {
        dead = true;
    }

    /** It ended by itself. */
    void exit() {
        world.trace.note(name, "exits");
        die();
        pod.ended(this, random.nextInt(2_000_000_000));
    }

    /** Steps the engine and carries out what it decides. */
    void step(Event event) {
        if (dead) {
            return;
        }
        world.trace.note(name, "%s", new Described(event));
        if (event instanceof Event.CommitEnded(var commit, var confirmed) && !commit.last()) {
            commitsUnderWay.change(-1);
        }
        try {
            engine.step(event, world.timeline.now(), this);
        } catch (RuntimeException bug) {
            throw new AssertionError("the engine threw at " + new Described(event) + ": " + bug, bug);
        }
        List<DeadLetter> those = List.copyOf(lettersToWrite);
        lettersToWrite.clear();
        those.forEach(letters::write);
        List<Run> handedOut = List.copyOf(runs);
        runs.clear();
        handedOut.forEach(workers::start);
        ticker.notLaterThan(engine.nextDeadlineNanos(), event instanceof Event.Tick);
        pollThread.signal();
    }

    /** Notes that a record is fetched; its value says which one it is. */
    Delivery<byte[], byte[]> offer(Offer offer) {
        offers.add(offer);
        return Records.delivery(offer.rec(), offers.size() - 1);
    }

    /** What is fetched and not finished has a bound. */
    void checkBuffer() {
        BufferSettings bound = world.setup.engine().buffer();
        EngineView view = engine.view();
        long mine =
                tenures.values().stream().mapToLong(tenure -> tenure.buffered).sum();
        long onePoll = world.setup.polls().maxBytes();
        long bytes = bound.maxBytes() + onePoll - Math.min(onePoll, bound.maxBytes() / 2);
        if (Math.max(view.bufferedRecords(), mine) > bound.maxRecords() || view.bufferedBytes() > bytes) {
            throw new BrokenPromise("bound: " + view.bufferedRecords() + " records (" + mine + ") with "
                    + view.bufferedBytes() + " bytes are buffered, and " + bound + " is allowed");
        }
        for (EngineView.PartitionView partition : view.partitions()) {
            if (partition.committed() > partition.committable() || partition.committable() > partition.position()) {
                throw new BrokenPromise("committed <= committable <= position does not hold: " + partition);
            }
        }
    }

    /** Which one it was. */
    Offer offer(Delivery<byte[], byte[]> record) {
        return offers.get(Records.index(record));
    }

    @Override
    public void dispatch(Run run) {
        world.trace.note(name, "  hands out %s", run.records());
        handsOut.check(offer(run.records().getFirst()).tenure(), run);
        runs.add(run);
    }

    @Override
    public void stalled(Run run) {
        world.trace.note(name, "  stands still: %s", run.records());
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        world.trace.note(name, "  dead letter %s", letter.record());
        handsOut.checkMembership("a dead letter is written");
        lettersToWrite.add(letter);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {}

    @Override
    public void circuit(CircuitState state, String why) {
        world.trace.note(name, "  circuit %s %s", state, why);
        handsOut.circuit(state);
    }

    @Override
    public void stop(String why) {
        world.trace.note(name, "  stops: %s", why);
        pollThread.stop();
    }

    @Override
    public void commit(Commit commit) {
        if (!commit.last()) {
            // So that no older one can arrive after a newer one.
            commitsUnderWay.change(1);
        }
        pollThread.add(new PollThread.Command.Send(Sending.of(this, commit, world.setup.isAtMostOnce())));
        world.trace.note(name, "  commits %s", new Described.OfCommit(commit));
    }

    @Override
    public void pause(Collection<Assignment> assignments) {
        world.trace.note(name, "  pauses %s", assignments);
        pollThread.add(new PollThread.Command.Pause(List.copyOf(assignments)));
    }

    @Override
    public void resume(Collection<Assignment> assignments) {
        world.trace.note(name, "  resumes %s", assignments);
        pollThread.add(new PollThread.Command.Resume(List.copyOf(assignments)));
    }

    @Override
    public void drained() {
        pollThread.add(new PollThread.Command.Drained());
    }

    @Override
    public String toString() {
        return name;
    }
}
