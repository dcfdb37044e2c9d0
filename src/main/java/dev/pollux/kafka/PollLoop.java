package dev.pollux.kafka;

import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.StandIn;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What owns the consumer: carries out what the engine wants of it, polls, and brings the engine what came.
 *
 * <p>It polls whatever handlers do. For whoever has the turn to poll ({@link PollTurn}), one thread at a time.
 */
final class PollLoop {
    /** Where it stands, and why it ends. */
    enum Stage {
        POLLING,
        /** What was in flight at the end has finished. */
        DRAINED,
        /** The client cannot be used any longer, and said why. */
        BROKEN,
        /** The group would not have this member, for one with its id has not left: a dead one, or this one itself. */
        ID_TAKEN,
        /** What the client believes of a topic is about an older one of the name: another client has to be made. */
        OUTDATED
    }

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    /** Data ends a poll at once, and so does a command; this only bounds how long nothing happens. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    /** Waiting a little for room costs less than pausing and resuming. */
    private static final long ROOM_NANOS = Duration.ofMillis(100).toNanos();

    /** At most once, until what could not be committed is fetched again. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaSettings settings;
    private final boolean commitsFirst;
    private final EngineDoor engine;
    private final ConsumerCommands commands;
    private final Committer committer;
    private final Owned owned = new Owned();
    private final Rebalances rebalances;
    private final Heartbeats heartbeats;
    private final Fetches fetches;
    private final MemberState state;
    private final Predecessor predecessor;
    private final TopicIds topicIds;
    private final Ending ending;
    private final Farewell farewell;
    private final StandIn standIn;

    /** Set when the last poll was woken up. */
    private boolean woken;

    private Stage stage = Stage.POLLING;
    private boolean subscribed;

    /**
     * @param consumer must not be touched by anybody else, but for {@code wakeup()} and {@code metrics()}
     * @param state where probes and status look
     * @param topicIds says which topics were made anew
     * @param standIn goes on where this thread is held up by a handler
     */
    PollLoop(
            Consumer<byte[], byte[]> consumer,
            KafkaSettings settings,
            EngineSettings engineSettings,
            EngineDoor engine,
            ConsumerCommands commands,
            MemberState state,
            TopicIds topicIds,
            Listener listener,
            Predecessor predecessor,
            Ending ending,
            Farewell farewell,
            StandIn standIn) {
        this.consumer = consumer;
        this.settings = settings;
        this.engine = engine;
        this.commands = commands;
        this.state = state;
        this.predecessor = predecessor;
        this.topicIds = topicIds;
        this.ending = ending;
        this.farewell = farewell;
        this.standIn = standIn;
        heartbeats = new Heartbeats(consumer.metrics());
        commitsFirst = engineSettings.delivery() == DeliveryGuarantee.AT_MOST_ONCE;
        committer = new Committer(consumer, owned, engineSettings.commit().strategy(), engine, listener);
        var committedMaps = new CommittedMaps(consumer, owned);
        rebalances = new Rebalances(
                consumer,
                owned,
                committedMaps,
                engine,
                listener,
                settings.membership().revokeTimeout(),
                this::obey);
        fetches = new Fetches(owned, committedMaps, topicIds, engine, settings.start());
    }

    /**
     * Polls until it is stopped or cannot go on; then commits what is finished and closes the consumer.
     *
     * @return false where another thread has to call this, and goes on: this one was held up by a handler and lost its turn
     */
    boolean run() {
        boolean hasTurn = true;
        try {
            if (!subscribed) {
                subscribe();
            }
            obey();
            while (hasTurn && !isOver()) {
                waitForRoom();
                poll();
                hasTurn = engine.handleKept(standIn);
                if (hasTurn) {
                    obey();
                }
            }
        } finally {
            if (hasTurn) {
                close();
            }
        }
        return hasTurn;
    }

    private void subscribe() {
        subscribed = true;
        switch (settings.subscription()) {
            case Subscription.Topics(var names) -> consumer.subscribe(names, rebalances);
            case Subscription.Matching(var pattern) -> consumer.subscribe(pattern, rebalances);
        }
    }

    private boolean isOver() {
        PollEnd ofCommit = committer.end();
        if (ofCommit != null) {
            ending.fail(ofCommit);
            return true;
        }
        if (stage != Stage.POLLING && !isWaitingForFarewell()) {
            return true;
        }
        if (ending.isAsked() && !ending.isTimeLeft()) {
            LOG.warn(
                    "{} records are still in flight at the end of shutdown.drain-timeout: they will be handed out again",
                    engine.view().inFlightRecords());
            return true;
        }
        return false;
    }

    /** Nothing is in flight any more, and the group is not held up meanwhile. */
    private boolean isWaitingForFarewell() {
        return stage == Stage.DRAINED && ending.isTimeLeft() && !farewell.isDecided();
    }

    /** Carries out what the engine wants of the consumer. */
    private void obey() {
        // Not what comes meanwhile: commits that are waited for could follow one another without a poll in between.
        for (int left = commands.waiting(); left > 0; left--) {
            switch (commands.next()) {
                case ConsumerCommands.Command.Send(var commit) -> committer.send(commit);
                case ConsumerCommands.Command.Pause(var those) -> consumer.pause(owned.among(those));
                case ConsumerCommands.Command.Resume(var those) -> consumer.resume(owned.among(those));
                case ConsumerCommands.Command.Drained() -> stage = stage == Stage.POLLING ? Stage.DRAINED : stage;
                case ConsumerCommands.Command.FarewellDecided() -> {
                    // The loop looks.
                }
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
        long begun = System.nanoTime();
        long answered = heartbeats.answered();
        try {
            // A poll that is woken up need not have been one: the next one is let go through, however many commands
            // come.
            boolean mayBlock = !woken && commands.beginPoll();
            woken = false;
            var records = consumer.poll(mayBlock ? ending.left(LONGEST_POLL) : Duration.ZERO);
            commands.endPoll();
            engine.step(new Event.Polled(begun, answered));
            take(records);
            if (state.polled(rebalances.hasJoined())) {
                fetches.beginAnew(consumer, topicIds.madeAnew(begun));
                fetches.lookBack(consumer);
                fetches.takeBeginnings(consumer);
                state.look(consumer, rebalances, owned);
                if (fetches.isMisled() && stage == Stage.POLLING) {
                    stage = Stage.OUTDATED;
                }
            }
        } catch (WakeupException commandsWaiting) {
            // The next round obeys them.
            woken = true;
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            commands.endPoll();
        }
    }

    /** Where it stands; when {@link #run} is over, why. */
    Stage stage() {
        return stage;
    }

    /** Whether it was a member once. */
    boolean hasJoined() {
        return rebalances.hasJoined();
    }

    private void failed(RuntimeException failure) {
        if (failure instanceof UnreleasedInstanceIdException && !isReplaced()) {
            stage = Stage.ID_TAKEN;
            return;
        }
        // What a commit said inside a rebalance comes wrapped, and is hard to tell then.
        PollEnd end = committer.end() != null ? committer.end() : Failures.ofPoll(failure);
        if (end == null) {
            LOG.debug("A poll failed and is repeated", failure);
        } else {
            LOG.debug("A poll failed for good", failure);
            ending.fail(end);
            stage = Stage.BROKEN;
        }
    }

    /**
     * Whether the id is another's now. It is not where this member left, for want of polls, and its good-bye was lost: then
     * the group keeps the id from the one that has it.
     */
    private boolean isReplaced() {
        return rebalances.hasJoined()
                && predecessor.isAnother(consumer.groupMetadata().memberId());
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (!commitsFirst || records.isEmpty()) {
            fetches.take(consumer, records);
        } else if (ending.isAsked()) {
            // Of a partition that came just now. Committed, they would be nobody's.
            fetches.rewind(consumer, records);
        } else if (committer.before(Fetches.positions(records))) {
            fetches.take(consumer, records);
        } else {
            fetches.rewind(consumer, records);
            waitBetweenTries();
        }
    }

    private void waitBetweenTries() {
        try {
            ending.awaitAsked(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A last commit of all that is finished, unless the membership is over already; then it ends as is decided. */
    private void close() {
        // Before the commit, so that nobody waits for this member's partitions longer than they have to.
        var operation = isForGood() ? farewell.operation() : farewell.unasked();
        try {
            if (!ending.isFenced() && stage != Stage.ID_TAKEN) {
                commitLast();
            }
        } catch (RuntimeException e) {
            LOG.warn("The last commit failed: what it held will be handed out again", e);
        }
        // The client calls the rebalance listener once more while it closes: there must be nothing left to wait for.
        engine.step(new Event.Lost(owned.partitions()));
        owned.remove(owned.partitions());
        try {
            Patience.unawakened(
                    () -> consumer.close(CloseOptions.timeout(CLOSE).withGroupMembershipOperation(operation)));
        } catch (RuntimeException e) {
            LOG.warn("The consumer did not close cleanly", e);
        }
        committer.closed();
    }

    /**
     * Under the classic protocol nothing can be committed while the group rebalances: that has to be polled to its end
     * first, for as long as there is time.
     */
    private void commitLast() {
        commitNow();
        while (committer.tookRebalancing() && mayPollOn() && ending.isAsked() && ending.isTimeLeft()) {
            poll();
            var _ = engine.handleKept(StandIn.NONE);
            commitNow();
        }
    }

    private boolean mayPollOn() {
        return stage == Stage.POLLING || stage == Stage.DRAINED;
    }

    private void commitNow() {
        engine.step(new Event.CommitNow(owned.partitions()));
        obey();
    }

    /** Not where another client of this process takes over, nor where another process has. */
    private boolean isForGood() {
        boolean another = stage == Stage.OUTDATED || stage == Stage.ID_TAKEN;
        return !ending.isFenced() && (ending.isAsked() || !another);
    }
}
