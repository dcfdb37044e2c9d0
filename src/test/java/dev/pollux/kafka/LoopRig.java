package dev.pollux.kafka;

import dev.pollux.api.Outcome;
import dev.pollux.engine.Actions;
import dev.pollux.engine.Assignment;
import dev.pollux.engine.BufferSettings;
import dev.pollux.engine.CircuitState;
import dev.pollux.engine.Commit;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.CommitSettings.Strategy;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Pace;
import dev.pollux.engine.Run;
import dev.pollux.engine.StandIn;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A poll loop on a {@link ScriptedConsumer}, with a real engine behind it and no thread but the test's: what happens, happens
 * inside the polls, in the order of the script. Records are written as {@link Deliveries} text.
 */
final class LoopRig {
    static final TopicPartition P0 = new TopicPartition("t", 0);
    static final TopicPartition P1 = new TopicPartition("t", 1);

    static final BufferSettings BUFFER = new BufferSettings(1000, 1 << 20);
    private static final KafkaSettings SETTINGS = new KafkaSettings(
            Map.of("bootstrap.servers", "localhost:1"),
            "g",
            new Subscription.Topics(List.of("t")),
            new StartPosition.Earliest(),
            new MembershipSettings(
                    MembershipSettings.Protocol.CLASSIC,
                    "w-1",
                    MembershipSettings.OnShutdown.AUTO,
                    Duration.ofMillis(50)),
            "{topic}.dlt",
            false);

    final ScriptedConsumer consumer = new ScriptedConsumer();
    final ConsumerCommands commands = new ConsumerCommands();
    final Ending ending = new Ending();
    final List<Listener.CommitOutcome> commitsEnded = new ArrayList<>();
    final List<String> handedOut = new ArrayList<>();

    /** Called when the loop waits for a partition to be idle, as workers would go on meanwhile. */
    Runnable meanwhile = () -> {};

    /** Whether something still was in flight when the wait for it was over. */
    boolean waitedInVain;

    private long looksAheadNanos;
    final MemberState state = new MemberState(
            SETTINGS, new ClientProperties(SETTINGS, BUFFER), () -> System.nanoTime() + looksAheadNanos);
    final TopicIds topicIds = new TopicIds();
    final EngineDoor door = new Door();
    private final EngineKnobs knobs = new EngineKnobs();
    private final List<Run> runs = new ArrayList<>();
    private Strategy strategy = Strategy.ASYNC;
    private MembershipSettings.OnShutdown onShutdown = MembershipSettings.OnShutdown.AUTO;
    Successor successor = Successor.NONE;
    private PollLoop.@Nullable Stage stage;
    private Engine engine = engine();

    LoopRig() {
        commands.attach(consumer::wakeup);
    }

    LoopRig sync() {
        strategy = Strategy.SYNC;
        return this;
    }

    LoopRig atMostOnce() {
        knobs.delivery = DeliveryGuarantee.AT_MOST_ONCE;
        engine = engine();
        return this;
    }

    /** Each finished record makes a commit due. */
    LoopRig committingEach() {
        knobs.commitRecords = 1;
        knobs.commitInterval = Duration.ofNanos(1);
        engine = engine();
        return this;
    }

    LoopRig remaining() {
        onShutdown = MembershipSettings.OnShutdown.REMAIN;
        return this;
    }

    /** Room for so many records, and a poll that brings so many. */
    LoopRig buffering(int records) {
        knobs.bufferRecords = records;
        knobs.pollRecords = records;
        engine = engine();
        return this;
    }

    /** Runs the loop; each step is what happens inside one poll. Then it is told to end. */
    PollEnd run(Runnable... script) {
        for (Runnable step : script) {
            consumer.schedulePollTask(step);
        }
        consumer.schedulePollTask(() -> {
            ending.ask(Duration.ZERO);
            door.step(new Event.Drain());
        });
        PollLoop loop = settled();
        boolean _ = loop.run();
        stage = loop.stage();
        ending.over();
        try {
            return ending.awaitOver();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why the loop ended. */
    PollLoop.@Nullable Stage stage() {
        return stage;
    }

    /** The group gives these, and takes what else there was. */
    Runnable assign(TopicPartition... partitions) {
        return () -> consumer.rebalance(List.of(partitions));
    }

    Runnable fetch(TopicPartition partition, String text, int epoch) {
        return () -> consumer.add(partition, text, epoch);
    }

    Runnable fetch(String text) {
        return fetch(P0, text, 3);
    }

    /** The handler accepts this record. */
    Runnable accept(String text) {
        return () -> {
            Run run = runs.stream()
                    .filter(one -> Deliveries.text(one.records()).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(text + " is not in flight"));
            runs.remove(run);
            door.step(new Event.Completed(run, Outcome.accept(), 1000));
        };
    }

    /** Everything that is finished is committed now. */
    Runnable commit() {
        return () -> pass(Duration.ofSeconds(2));
    }

    /** The engine's clock moves on. */
    void pass(Duration time) {
        ((Door) door).ahead += time.toNanos();
        door.step(new Event.Tick());
    }

    EngineView.PartitionView view(TopicPartition partition) {
        return door.view().partitions().stream()
                .filter(view -> view.topic().equals(partition.topic()) && view.partition() == partition.partition())
                .findFirst()
                .orElseThrow();
    }

    /** What has been handed out since this was asked last. */
    List<String> handedOut() {
        List<String> since = List.copyOf(handedOut);
        handedOut.clear();
        return since;
    }

    /** With these consumers and its own way to end. */
    Member member(Supplier<Consumer<byte[], byte[]>> consumers) {
        return new Member(
                consumers,
                settings(),
                engineSettings(),
                door,
                commands,
                state,
                topicIds,
                new Listener() {},
                predecessor(),
                new Farewell(settings().membership(), successor));
    }

    private Predecessor predecessor() {
        return new Predecessor(
                settings(), new ClientProperties(settings(), engineSettings().buffer()));
    }

    private PollLoop settled() {
        Listener listener = new Listener() {
            @Override
            public void committed(CommitOutcome outcome, long nanos) {
                commitsEnded.add(outcome);
            }
        };
        return new PollLoop(
                OwnThread.only(consumer),
                settings(),
                engineSettings(),
                door,
                commands,
                state,
                topicIds,
                listener,
                predecessor(),
                ending,
                new Farewell(settings().membership(), successor),
                StandIn.NONE);
    }

    KafkaSettings settings() {
        var membership =
                new MembershipSettings(MembershipSettings.Protocol.CLASSIC, "w-1", onShutdown, Duration.ofMillis(50));
        return new KafkaSettings(
                SETTINGS.client(),
                SETTINGS.group(),
                SETTINGS.subscription(),
                SETTINGS.start(),
                membership,
                SETTINGS.deadLetterTopic(),
                false);
    }

    /** The loop takes a closer look at the consumer once a second. */
    void untilTheNextLook() {
        looksAheadNanos += Duration.ofSeconds(1).toNanos();
    }

    private EngineSettings engineSettings() {
        EngineSettings plain = knobs.settings();
        var commit = new CommitSettings(
                strategy,
                plain.commit().interval(),
                plain.commit().maxRecords(),
                plain.commit().refreshInterval(),
                plain.commit().metadataMaxChars());
        return new EngineSettings(
                plain.ordering(),
                plain.delivery(),
                plain.concurrency(),
                plain.retry(),
                plain.onExhausted(),
                commit,
                plain.circuit(),
                plain.buffer());
    }

    private Engine engine() {
        return new Engine(knobs.settings(), Pace.measured(8, 8), knobs.polls(), new Random(1));
    }

    /** The engine without a lock: there is one thread. */
    private final class Door implements EngineDoor, Actions {
        /** Time stands still but for {@link LoopRig#pass}. */
        private final long begun = System.nanoTime();

        private final List<Run> fresh = new ArrayList<>();
        private long ahead;

        @Override
        public void step(Event event) {
            // The loop's clock is the machine's, and has not moved on.
            Event moved = event instanceof Event.Polled(long polled, long heartbeats)
                    ? new Event.Polled(polled + ahead, heartbeats)
                    : event;
            engine.step(moved, begun + ahead, this);
            // A worker begins with its first record at once.
            fresh.forEach(Run::claim);
            fresh.clear();
        }

        @Override
        public void stepKeeping(Event event) {
            step(event);
        }

        @Override
        public boolean handleKept(StandIn standIn) {
            return true;
        }

        @Override
        public boolean awaitRoom(long nanos) {
            return engine.hasRoom();
        }

        @Override
        public boolean awaitIdle(Collection<TopicPartition> partitions, long nanos) {
            meanwhile.run();
            boolean idle = engine.isIdle(partitions);
            waitedInVain |= !idle;
            return idle;
        }

        @Override
        public EngineView view() {
            return engine.view();
        }

        @Override
        public void dispatch(Run run) {
            runs.add(run);
            fresh.add(run);
            handedOut.add(Deliveries.text(run.records()));
        }

        @Override
        public void stalled(Run run) {}

        @Override
        public void deadLetter(DeadLetter letter) {
            throw new AssertionError("no dead letters here");
        }

        @Override
        public void settled(String topic, Listener.RecordOutcome outcome, int count) {}

        @Override
        public void circuit(CircuitState state, String why) {}

        @Override
        public void stop(String why) {
            ending.fail(new PollEnd.Failed(why));
        }

        @Override
        public void commit(Commit commit) {
            commands.commit(commit);
        }

        @Override
        public void pause(Collection<Assignment> assignments) {
            commands.pause(assignments);
        }

        @Override
        public void resume(Collection<Assignment> assignments) {
            commands.resume(assignments);
        }

        @Override
        public void drained() {
            commands.drained();
        }
    }
}
