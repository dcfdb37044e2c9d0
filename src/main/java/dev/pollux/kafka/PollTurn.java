package dev.pollux.kafka;

import dev.pollux.engine.StandIn;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of two threads polls. One has the turn, the other waits; where the first is held up by a handler, the turn goes to the other,
 * and once the first is through with it, it is the one that waits. The consumer is touched by whoever has the turn and nobody else,
 * which its own check asks for too: no two threads at a time.
 */
final class PollTurn implements StandIn {
    private static final Logger LOG = LoggerFactory.getLogger(PollTurn.class);

    private final BooleanSupplier poll;

    /** One permit, which is the turn. What one thread did before it lost it, the other one sees. */
    private final Semaphore turn = new Semaphore(1);

    private volatile boolean over;

    /** Of whoever has the turn. */
    private boolean hasSecond;

    /**
     * @param poll polls until that is over, or until the turn is lost: then it returns false, and is called again by whoever has the
     *     turn next. Does not throw
     */
    PollTurn(BooleanSupplier poll) {
        this.poll = poll;
    }

    /** Begins to poll, in a thread of its own; called once. */
    void start() {
        start("pollux-poll");
    }

    private void start(String name) {
        new PollThread(name, this::take).start();
    }

    private void take() {
        turn.acquireUninterruptibly();
        while (!over) {
            if (poll.getAsBoolean()) {
                over = true;
            } else {
                turn.acquireUninterruptibly();
            }
        }
        // For the other one, that it may end.
        turn.release();
    }

    /** The second thread is made when it is asked for; without one it goes as well. */
    @Override
    public boolean isReady() {
        if (!hasSecond) {
            hasSecond = true;
            try {
                start("pollux-poll-2");
            } catch (OutOfMemoryError tooManyThreads) {
                LOG.warn("There can be no second thread to poll: workers handle everything", tooManyThreads);
            }
        }
        return turn.hasQueuedThreads();
    }

    @Override
    public void enterHandler() {
        self().enterHandler();
    }

    @Override
    public void leaveHandler() {
        self().leaveHandler();
    }

    private static PollThread self() {
        return (PollThread) Thread.currentThread();
    }

    @Override
    public void takeOver() {
        turn.release();
    }
}
