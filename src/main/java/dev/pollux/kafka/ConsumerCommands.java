package dev.pollux.kafka;

import dev.pollux.engine.Assignment;
import dev.pollux.engine.Commit;
import dev.pollux.engine.ConsumerActions;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the engine wants of the consumer, on its way to the poll thread. Anyone adds, the poll thread takes.
 *
 * <p>A poll in progress is woken up. {@code wakeup()} hits whatever blocks next, so it is called once for a poll at most,
 * and only while the poll thread says that it polls; a call that is hit by mistake is repeated ({@link Patience}).
 */
public final class ConsumerCommands implements ConsumerActions {
    /** One of them. */
    sealed interface Command {
        /** Send it. */
        record Send(Commit commit) implements Command {}

        /** Fetch no more of these. */
        record Pause(List<Assignment> assignments) implements Command {}

        /** Fetch these again. */
        record Resume(List<Assignment> assignments) implements Command {}

        /** Nothing is in flight any more. */
        record Drained() implements Command {}

        /** It is known whether the member leaves its group. */
        record FarewellDecided() implements Command {}
    }

    /** What the poll thread is at. */
    private enum At {
        ELSEWHERE,
        POLLING,
        /** Polling, and somebody calls {@code wakeup()}. */
        WOKEN
    }

    private final ConcurrentLinkedQueue<Command> queue = new ConcurrentLinkedQueue<>();
    private final AtomicReference<At> at = new AtomicReference<>(At.ELSEWHERE);

    /** Written before the poll loop starts. */
    private volatile Runnable wakeup = () -> {};

    /** Tells how to wake up the consumer, before its first poll. */
    void attach(Runnable consumerWakeup) {
        wakeup = consumerWakeup;
    }

    @Override
    public void commit(Commit commit) {
        add(new Command.Send(commit));
    }

    @Override
    public void pause(Collection<Assignment> assignments) {
        add(new Command.Pause(List.copyOf(assignments)));
    }

    @Override
    public void resume(Collection<Assignment> assignments) {
        add(new Command.Resume(List.copyOf(assignments)));
    }

    @Override
    public void drained() {
        add(new Command.Drained());
    }

    /** It is known whether the member leaves its group. */
    void farewellDecided() {
        add(new Command.FarewellDecided());
    }

    /** Ends a poll in progress early. */
    void interruptPoll() {
        if (at.compareAndSet(At.POLLING, At.WOKEN)) {
            wakeup.run();
        }
    }

    private void add(Command command) {
        queue.add(command);
        interruptPoll();
    }

    /** For the poll thread: how many commands there are by now. */
    int waiting() {
        return queue.size();
    }

    /** For the poll thread: the next command. There must be one. */
    Command next() {
        return queue.remove();
    }

    /** For the poll thread: it is about to poll. Returns false where commands are waiting and it had better not block. */
    boolean beginPoll() {
        at.set(At.POLLING);
        // Looked at only now: a command added before this line finds nobody to wake up, one added after it does.
        return queue.isEmpty();
    }

    /** For the poll thread: the poll is over. */
    void endPoll() {
        at.set(At.ELSEWHERE);
    }
}
