package dev.pollux.worker;

import dev.pollux.engine.CircuitState;
import dev.pollux.engine.ConsumerActions;
import dev.pollux.engine.DeadLetters;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Run;
import dev.pollux.engine.StandIn;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the crank: steps the engine under one lock, for whoever has news, and carries out what it decides.
 *
 * <p>The poll thread brings what it fetched; a worker brings what it completed and takes its next run in the same step.
 * Handlers, dead letters and listeners are called outside the lock.
 */
public final class EngineDriver implements EngineDoor {
    private static final Logger LOG = LoggerFactory.getLogger(EngineDriver.class);

    /** While room is waited for, between two looks whether that is of any use. */
    private static final long LOOK_NANOS = 10_000_000;

    /** For so long the thread that polls begins with what is left to it. */
    private static final long POLL_THREAD_NANOS = 100_000;

    private final Engine engine;
    private final ConsumerActions consumer;
    private final DeadLetters deadLetters;
    private final Listener listener;
    private final Consumer<String> onStop;
    private final Caller caller;
    private final Workers workers;
    private final Ticker ticker;

    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when the buffer has room again; awaited by the poll thread alone. */
    private final Condition room = lock.newCondition();

    private final Condition progress = lock.newCondition();

    /** Guarded by the lock. */
    private final PollThreadRuns onPollThread = new PollThreadRuns();

    /** Both guarded by the lock: nobody is signalled who does not wait. */
    private boolean waitsForRoom;

    private boolean waitsForProgress;

    /** When the engine wants to be stepped next, by its latest step; written under the lock, read by the ticker. */
    private volatile long dueNanos = Long.MAX_VALUE;

    /**
     * @param workers calls the handler
     * @param onStop told why, once, when a record is to stop the worker; must not block
     */
    public EngineDriver(
            Engine engine,
            ConsumerActions consumer,
            DeadLetters deadLetters,
            Workers workers,
            Listener listener,
            Consumer<String> onStop) {
        this.engine = engine;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.listener = listener;
        this.onStop = onStop;
        this.workers = workers;
        caller = workers.attach(this);
        ticker = new Ticker(this::tick);
    }

    /** Starts the thread that steps the engine when a deadline comes and nobody else does, and the watch over calls. */
    public void start() {
        workers.start();
        ticker.start();
    }

    /** Ends the first of the two; the other is ended by {@link Workers#stop}. Steps are still taken. */
    public void stop() {
        ticker.stop();
    }

    @Override
    public void step(Event event) {
        step(event, false);
    }

    private void step(Event event, boolean keeps) {
        Decisions decisions = decide(event, keeps);
        try {
            carryOut(decisions);
            startAll(decisions.runs);
        } finally {
            remind(decisions);
        }
    }

    @Override
    public void stepKeeping(Event event) {
        step(event, caller instanceof RunByRun);
    }

    @Override
    public boolean handleKept(StandIn standIn) {
        if (!(caller instanceof RunByRun blocking) || isNothingKept()) {
            return true;
        }
        long end = System.nanoTime() + POLL_THREAD_NANOS;
        boolean mayBegin = standIn.isReady();
        Run run;
        while (mayBegin && (run = begin(standIn)) != null) {
            if (!handle(blocking, run, standIn)) {
                return false;
            }
            mayBegin = end - System.nanoTime() > 0;
        }
        if (!mayBegin) {
            startAll(giveUp());
        }
        return true;
    }

    /** Returns whether this thread is still the one that polls. Where it is not, nothing is thrown: the consumer is another's. */
    private boolean handle(RunByRun blocking, Run run, StandIn standIn) {
        Event event;
        try {
            standIn.enterHandler();
            event = blocking.handle(run);
        } catch (RuntimeException | Error unexpected) {
            // For want of memory. As where a worker fails so, its run is left behind.
            if (end(run)) {
                throw unexpected;
            }
            return false;
        } finally {
            standIn.leaveHandler();
        }
        if (end(run)) {
            stepKeeping(event);
            return true;
        }
        completeElsewhere(event);
        return false;
    }

    private void completeElsewhere(Event event) {
        try {
            Thread.startVirtualThread(() -> step(event));
        } catch (OutOfMemoryError leftBehind) {
            LOG.error("A run is left behind", leftBehind);
        }
    }

    private boolean isNothingKept() {
        lock.lock();
        try {
            return onPollThread.isNothingKept();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Run begin(StandIn standIn) {
        lock.lock();
        try {
            return onPollThread.begin(standIn);
        } finally {
            lock.unlock();
        }
    }

    private boolean end(Run run) {
        lock.lock();
        try {
            return onPollThread.end(run);
        } finally {
            lock.unlock();
        }
    }

    private List<Run> giveUp() {
        lock.lock();
        try {
            return onPollThread.giveUp();
        } finally {
            lock.unlock();
        }
    }

    /** For a worker: brings what it completed and takes its next run; null where there is none for it. */
    @Nullable
    Run complete(Event event) {
        Decisions decisions = decide(event, false);
        try {
            carryOut(decisions);
            List<Run> runs = decisions.runs;
            if (runs.isEmpty()) {
                return null;
            }
            startAll(runs.subList(1, runs.size()));
            return runs.getFirst();
        } finally {
            remind(decisions);
        }
    }

    /** After whoever is to handle records is awake: the ticker has a millisecond, and on few cores it would be in their way. */
    private void remind(Decisions decisions) {
        ticker.notLaterThan(decisions.deadlineNanos);
    }

    /** For the ticker: steps the engine, unless others have done so since it was told when. */
    private void tick() {
        long due = dueNanos;
        if (due - System.nanoTime() > 0) {
            ticker.notLaterThan(due);
        } else {
            step(new Event.Tick());
        }
    }

    /**
     * @param keeps whether runs that are brief are left to the thread that polls
     */
    private Decisions decide(Event event, boolean keeps) {
        Decisions decisions = new Decisions(consumer, onPollThread, keeps);
        lock.lock();
        try {
            engine.step(event, System.nanoTime(), decisions);
            decisions.deadlineNanos = engine.nextDeadlineNanos();
            dueNanos = decisions.deadlineNanos;
            if (waitsForRoom && engine.hasRoom()) {
                room.signal();
            }
            if (waitsForProgress) {
                progress.signal();
            }
        } catch (RuntimeException | Error bug) {
            // What the engine holds is not to be trusted any more; what is committed is. Start again from there.
            onStop.accept("internal error at " + event.getClass().getSimpleName() + ": " + bug);
            if (decisions.takesOver != null) {
                // It lost its turn: without the other one nobody would poll to the end.
                decisions.takesOver.takeOver();
            }
            throw bug;
        } finally {
            lock.unlock();
        }
        return decisions;
    }

    private void carryOut(Decisions decisions) {
        if (decisions.takesOver != null) {
            // First: nobody polls before it does.
            decisions.takesOver.takeOver();
        }
        if (decisions.settled != null) {
            for (Decisions.Settled settled : decisions.settled) {
                listener.settled(settled.topic(), settled.outcome(), settled.count());
            }
        }
        if (decisions.letters != null) {
            // A producer may block while it looks for the topic; neither the poll thread nor an event loop must.
            decisions.letters.forEach(letter -> Thread.startVirtualThread(() ->
                    deadLetters.write(letter, acknowledged -> step(new Event.DeadLettered(letter, acknowledged)))));
        }
        if (decisions.circuit != null) {
            say(decisions.circuit);
        }
        if (decisions.stop != null) {
            onStop.accept(decisions.stop);
        }
    }

    private static void say(Decisions.Circuit circuit) {
        if (circuit.state() == CircuitState.CLOSED) {
            LOG.info("The destination answers again: going on");
        } else {
            LOG.warn("The destination is not to be had and is only probed now and then: {}", circuit.why());
        }
    }

    private void startAll(List<Run> runs) {
        runs.forEach(this::start);
    }

    private void start(Run run) {
        Thread.startVirtualThread(() -> caller.call(run));
    }

    @Override
    public boolean awaitRoom(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waitsForRoom = true;
            long end = System.nanoTime() + nanos;
            long left = nanos;
            while (!engine.hasRoom() && left > 0) {
                if (room.awaitNanos(Math.min(left, LOOK_NANOS)) <= 0 && engine.isHeldUp()) {
                    break;
                }
                left = end - System.nanoTime();
            }
            return engine.hasRoom();
        } finally {
            waitsForRoom = false;
            lock.unlock();
        }
    }

    @Override
    public boolean awaitIdle(Collection<TopicPartition> partitions, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waitsForProgress = true;
            long left = nanos;
            while (!engine.isIdle(partitions) && left > 0) {
                left = progress.awaitNanos(left);
            }
            return engine.isIdle(partitions);
        } finally {
            waitsForProgress = false;
            lock.unlock();
        }
    }

    @Override
    public EngineView view() {
        lock.lock();
        try {
            return engine.view();
        } finally {
            lock.unlock();
        }
    }
}
