package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PollTurnTest {
    /** Who polled, in this order. */
    private final List<Thread> polled = new CopyOnWriteArrayList<>();

    private final CountDownLatch heldUp = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final PollTurn turn = new PollTurn(this::poll);

    private boolean poll() {
        polled.add(Thread.currentThread());
        if (polled.size() > 1) {
            return true;
        }
        assertThat(turn.isReady()).as("the other thread is made only now").isIn(true, false);
        await().until(turn::isReady);
        heldUp.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return false;
    }

    @Test
    void theOtherOneGoesOnAndBothEnd() throws InterruptedException {
        turn.start();
        heldUp.await();
        assertThat(polled).hasSize(1);
        turn.takeOver();
        await().until(() -> polled.size() == 2);
        await().until(() -> !polled.getLast().isAlive());
        assertThat(polled.getFirst().isAlive()).isTrue();
        go.countDown();
        await().until(() -> !polled.getFirst().isAlive());
        assertThat(polled).extracting(Thread::getName).containsExactly("pollux-poll", "pollux-poll-2");
        assertThat(polled).allMatch(Thread::isDaemon);
    }

    /** The turn may come back to the thread that lost it, where it is through before the other one has woken up. */
    @Test
    void whoeverComesFirstGoesOn() throws InterruptedException {
        turn.start();
        heldUp.await();
        go.countDown();
        turn.takeOver();
        await().until(() -> polled.size() == 2 && polled.stream().noneMatch(Thread::isAlive));
    }
}
