package dev.pollux.sim;

import dev.pollux.engine.Assignment;
import dev.pollux.engine.Event;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The counterpart of the poll loop: the same steps in the same order. What blocks in the real one takes a continuation here.
 */
final class PollThread {
    /** What the engine wants of the consumer. */
    sealed interface Command {
        record Send(Sending sending) implements Command {}

        record Pause(List<Assignment> assignments) implements Command {}

        record Resume(List<Assignment> assignments) implements Command {}

        record Drained() implements Command {}
    }

    private static final class Waiting {
        private final BooleanSupplier until;
        private final Consumer<Boolean> then;

        Waiting(BooleanSupplier until, Consumer<Boolean> then) {
            this.until = until;
            this.then = then;
        }
    }

    private static final long POLL_NANOS = 20_000L;
    private static final long ROOM_NANOS = 100_000_000L;
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final long HEARTBEAT_NANOS = 200_000_000L;
    private static final long LONGEST_UNHEARD_NANOS = 30_000_000_000L;

    private final World world;
    private final PodProcess process;
    private final Client client;
    private final RandomGenerator random;
    private final Committer committer;
    private final Rebalances rebalances;
    private final Fetches fetches;
    private final ArrayDeque<Command> commands = new ArrayDeque<>();
    private @Nullable Waiting waiting;
    /** Whether a poll is under way that a command ends early, and whether one did. */
    private boolean mayBeWoken;

    private boolean woken;

    /** Whether the last poll was ended so: the next one is let go through. */
    private boolean wasWoken;

    /** When the poll in progress began. */
    private long begun;

    /** Until when no heartbeat is answered, after a standstill. */
    private long unheardUntil;

    /** So many heartbeats were answered; and when the last one was. */
    private long heartbeats;

    private long heardAt;
    private long heartbeatsAtBegin;

    /** Whether the answer to one from before the standstill is still to come. */
    private boolean staleHeartbeat;

    private boolean drained;
    private boolean stopping;
    private long stopBy = Long.MAX_VALUE;
    private long looked;

    PollThread(World world, PodProcess process, Client client) {
        this.world = world;
        this.process = process;
        this.client = client;
        random = world.chance();
        committer = new Committer(world, process, this);
        rebalances = new Rebalances(world, process, client, this, committer);
        fetches = new Fetches(world, process, client, rebalances);
    }

    void start() {
        process.in(random.nextInt(1_000_000), this::turn);
    }

    /** A poll in progress is woken up. */
    void add(Command command) {
        commands.add(command);
        woken |= mayBeWoken;
    }

    /** Asks for the end: nothing more is handed out, what is in flight may finish. */
    void stop() {
        if (!stopping) {
            stopping = true;
            stopBy = world.timeline.now() + world.setup.drainNanos();
            process.in(0, () -> process.step(new Event.Drain()));
        }
    }

    /** Waits; goes on with whether it became true within so many nanoseconds. */
    void await(BooleanSupplier until, long nanos, Consumer<Boolean> then) {
        if (until.getAsBoolean()) {
            then.accept(true);
            return;
        }
        Waiting mine = new Waiting(until, then);
        waiting = mine;
        process.in(nanos, () -> {
            if (waiting == mine) {
                waiting = null;
                then.accept(until.getAsBoolean());
            }
        });
    }

    /** Something happened: perhaps what is waited for. */
    void signal() {
        Waiting mine = waiting;
        if (mine != null && mine.until.getAsBoolean()) {
            waiting = null;
            process.in(random.nextInt(100_000), () -> mine.then.accept(true));
        }
    }

    private void turn() {
        if (committer.isFenced() || drained || world.timeline.now() >= stopBy) {
            close();
        } else {
            obey(() -> waitForRoom(() -> poll(() -> obey(() -> process.in(turnNanos(), this::turn)))));
        }
    }

    private long turnNanos() {
        if (world.faults.strikes(Fault.POLL_STALLS, 0.01)) {
            return stall();
        }
        return 1_000L + random.nextInt(200_000);
    }

    /** The client itself leaves the group for a poll thread that does not come back in time. */
    private long stall() {
        long interval = world.setup.polls().maxInterval().toNanos();
        long nanos = random.nextLong(2 * interval);
        world.trace.note(process.toString(), "the poll thread stands still for %d ms", nanos / 1_000_000);
        if (nanos > interval) {
            process.in(interval, () -> world.group.remove(process.memberId()));
        }
        return nanos;
    }

    /** Carries out what the engine wants of the consumer. */
    void obey(Runnable then) {
        Command command;
        while ((command = commands.poll()) != null) {
            switch (command) {
                case Command.Send(var sending) -> {
                    committer.send(sending, () -> obey(then));
                    return;
                }
                case Command.Pause(var those) -> client.pause(among(those));
                case Command.Resume(var those) -> client.resume(among(those));
                case Command.Drained() -> drained = true;
            }
        }
        then.run();
    }

    private static List<TopicPartition> among(List<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> !assignment.isGone())
                .map(Assignment::partition)
                .toList();
    }

    private void waitForRoom(Runnable then) {
        await(() -> process.engine().hasRoom(), ROOM_NANOS, hasRoom -> {
            if (hasRoom) {
                then.run();
            } else {
                process.step(new Event.NoRoom());
                obey(then);
            }
        });
    }

    private void poll(Runnable then) {
        boolean mayBlock = !wasWoken && commands.isEmpty();
        mayBeWoken = !wasWoken;
        woken = false;
        long now = world.timeline.now();
        if (now - begun > world.setup.polls().maxInterval().toNanos()) {
            // The brokers may be down as well.
            unheardUntil = now + random.nextLong(random.nextInt(4) == 0 ? LONGEST_UNHEARD_NANOS : 500_000_000);
            staleHeartbeat = random.nextBoolean();
        } else if (staleHeartbeat) {
            staleHeartbeat = false;
            heartbeats++;
        } else if (!isUnheard() && now - heardAt >= HEARTBEAT_NANOS) {
            heartbeats++;
            heardAt = now;
        }
        begun = now;
        heartbeatsAtBegin = heartbeats;
        long until = begun + (mayBlock ? world.setup.longestPollNanos() : 0);
        pollUntil(Math.min(until, Math.max(stopBy, begun)), then);
    }

    /** Whether the client does not know yet what the group decided while it stood still. */
    boolean isUnheard() {
        return world.timeline.now() < unheardUntil;
    }

    private void pollUntil(long until, Runnable then) {
        rebalances.handle(() -> {
            if (woken || committer.isFenced()) {
                pollIsOver();
                then.run();
                return;
            }
            committer.takeAnswers();
            List<Client.Batch> batches = client.fetch();
            long left = until - world.timeline.now();
            if (left <= 0 || batches.stream().anyMatch(batch -> !batch.records().isEmpty())) {
                pollIsOver();
                polled(batches, then);
            } else {
                fetches.takePositions(batches);
                await(this::hasNews, left, news -> process.in(POLL_NANOS, () -> pollUntil(news ? until : 0, then)));
            }
        });
    }

    private void pollIsOver() {
        wasWoken = woken;
        mayBeWoken = false;
    }

    private boolean hasNews() {
        return !commands.isEmpty()
                || committer.hasAnswers()
                || client.hasData()
                || (!isUnheard() && world.group.hasNewsFor(process));
    }

    private void polled(List<Client.Batch> batches, Runnable then) {
        process.handsOut().polled(begun);
        process.step(new Event.Polled(begun, heartbeatsAtBegin));
        fetches.take(batches, committer, () -> {
            if (world.timeline.now() - looked >= LOOK_NANOS) {
                looked = world.timeline.now();
                fetches.lookBack();
                fetches.takeBeginnings();
            }
            then.run();
        });
    }

    /** A last commit, then the partitions are forgotten, then the membership ends as configured. */
    private void close() {
        if (committer.isFenced()) {
            leave();
        } else {
            process.step(new Event.CommitNow(List.copyOf(process.tenures().keySet())));
            obey(this::leave);
        }
    }

    private void leave() {
        rebalances.forget(List.copyOf(process.tenures().keySet()));
        if (world.group.isMember(process) && !(world.setup.staticMembers() && world.setup.remains())) {
            world.group.remove(process.memberId());
        }
        process.exit();
    }
}
