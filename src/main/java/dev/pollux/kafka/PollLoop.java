package dev.pollux.kafka;

import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the consumer: carries out what the engine wants of it, polls, and brings the engine what came.
 *
 * <p>It polls whatever handlers do. Of its methods, {@link #run()} is for that thread; the others are thread-safe.
 */
public final class PollLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    /** Data ends a poll at once, and so does a command; this only bounds how long nothing happens. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    /** Waiting a little for room costs less than pausing and resuming. */
    private static final long ROOM_NANOS = Duration.ofMillis(100).toNanos();

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaSettings settings;
    private final boolean commitsFirst;
    private final EngineDoor engine;
    private final ConsumerCommands commands;
    private final Committer committer;
    private final Owned owned = new Owned();
    private final Rebalances rebalances;
    private final Fetches fetches;
    private final MemberState state;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Touched by the poll thread alone. */
    private boolean drained;

    /** When a drain has to be over, by {@code System.nanoTime}; written once by whoever stops the worker. */
    private volatile @Nullable Long drainDeadline;

    private volatile @Nullable PollEnd failure;

    /**
     * @param consumer must not be touched by anybody else, but for {@code wakeup()} and {@code metrics()}
     * @param state where probes and status look
     */
    public PollLoop(
            Consumer<byte[], byte[]> consumer,
            KafkaSettings settings,
            EngineSettings engineSettings,
            EngineDoor engine,
            ConsumerCommands commands,
            MemberState state,
            Listener listener) {
        this.consumer = consumer;
        this.settings = settings;
        this.engine = engine;
        this.commands = commands;
        this.state = state;
        commitsFirst = engineSettings.delivery() == DeliveryGuarantee.AT_MOST_ONCE;
        committer = new Committer(consumer, engineSettings.commit().strategy(), engine, listener);
        rebalances =
                new Rebalances(owned, engine, listener, settings.membership().revokeTimeout(), this::obey);
        fetches = new Fetches(owned, engine);
        commands.attach(consumer::wakeup);
    }

    /** Polls until it is stopped or cannot go on; then commits what is finished and closes the consumer. */
    @Override
    public void run() {
        try {
            subscribe();
            while (!isOver()) {
                obey();
                waitForRoom();
                poll();
            }
        } catch (RuntimeException e) {
            fail(new PollEnd.Failed("the poll loop failed: " + e));
            LOG.error("The poll loop failed", e);
        } finally {
            close();
            state.ended();
            over.countDown();
        }
    }

    /** Stops it: what is in flight may finish for {@code timeout}, what is buffered is left to others. Does not wait. */
    public void drain(Duration timeout) {
        if (drainDeadline == null) {
            drainDeadline = System.nanoTime() + timeout.toNanos();
            engine.step(new Event.Drain());
            commands.interruptPoll();
        }
    }

    /** Ends it with this failure, after a drain that the caller asks for. The first failure counts. */
    public void fail(PollEnd why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** Waits until the consumer is closed; tells why the loop ended. */
    public PollEnd awaitEnd() throws InterruptedException {
        over.await();
        PollEnd end = failure;
        return end == null ? new PollEnd.Stopped() : end;
    }

    private void subscribe() {
        switch (settings.subscription()) {
            case Subscription.Topics(var names) -> consumer.subscribe(names, rebalances);
            case Subscription.Matching(var pattern) -> consumer.subscribe(pattern, rebalances);
        }
    }

    private boolean isOver() {
        PollEnd ofCommit = committer.end();
        if (ofCommit != null) {
            fail(ofCommit);
            return true;
        }
        Long deadline = drainDeadline;
        if (deadline == null) {
            return false;
        }
        if (!drained && System.nanoTime() - deadline >= 0) {
            LOG.warn("Records are still in flight at the end of shutdown.drain-timeout: they will be handed out again");
            return true;
        }
        return drained;
    }

    /** Carries out what the engine wants of the consumer. */
    private void obey() {
        ConsumerCommands.Command command;
        while ((command = commands.next()) != null) {
            switch (command) {
                case ConsumerCommands.Command.Send(var commit) -> committer.send(commit);
                case ConsumerCommands.Command.Pause(var partitions) -> consumer.pause(owned.among(partitions));
                case ConsumerCommands.Command.Resume(var partitions) -> consumer.resume(owned.among(partitions));
                case ConsumerCommands.Command.Drained() -> drained = true;
            }
        }
    }

    private void waitForRoom() {
        try {
            if (!engine.awaitRoom(ROOM_NANOS)) {
                engine.step(new Event.NoRoom());
                obey();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        state.polls();
        try {
            boolean mayBlock = commands.beginPoll();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(mayBlock ? timeout() : Duration.ZERO);
            commands.endPoll();
            take(records);
        } catch (WakeupException commandsWaiting) {
            // The next round obeys them.
        } catch (RuntimeException e) {
            PollEnd end = Failures.ofPoll(e);
            if (end != null) {
                fail(end);
                drain(Duration.ZERO);
            } else {
                LOG.debug("A poll failed and is repeated", e);
            }
        } finally {
            commands.endPoll();
        }
        if (state.polled(rebalances.hasJoined())) {
            fetches.takeBeginnings(consumer);
            state.look(consumer, rebalances, owned);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (commitsFirst && !records.isEmpty() && !committer.before(records.nextOffsets())) {
            fetches.rewind(consumer, records);
        } else {
            fetches.take(records);
        }
    }

    private Duration timeout() {
        Long deadline = drainDeadline;
        if (deadline == null) {
            return LONGEST_POLL;
        }
        long left = Math.max(0, deadline - System.nanoTime());
        return Duration.ofNanos(Math.min(left, LONGEST_POLL.toNanos()));
    }

    /** A last commit of all that is finished, unless another member has the id; then the membership ends as configured. */
    private void close() {
        try {
            if (failure instanceof PollEnd.Fenced) {
                engine.step(new Event.Lost(owned.partitions()));
            } else {
                engine.step(new Event.CommitNow(owned.partitions()));
                obey();
            }
        } catch (RuntimeException e) {
            LOG.warn("The last commit failed: what it held will be handed out again", e);
        }
        try {
            Patience.unawakened(() -> consumer.close(closeOptions()));
        } catch (RuntimeException e) {
            LOG.warn("The consumer did not close cleanly", e);
        }
    }

    private CloseOptions closeOptions() {
        CloseOptions options = CloseOptions.timeout(CLOSE);
        return switch (settings.membership().onShutdown()) {
            case REMAIN -> options.withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);
            case LEAVE, AUTO -> options.withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        };
    }
}
