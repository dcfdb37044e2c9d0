package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {
    private static final long MILLI = 1_000_000;
    private final List<Long> ticks = new CopyOnWriteArrayList<>();
    private final Ticker ticker = new Ticker(() -> ticks.add(System.nanoTime()));

    @AfterEach
    void stop() {
        ticker.stop();
    }

    @Test
    void ticksOnceAtEachDeadlineAndNotBefore() {
        ticker.start();
        long deadline = System.nanoTime() + 20 * MILLI;
        ticker.notLaterThan(deadline);
        await().until(() -> ticks.size() == 1);
        assertThat(ticks.getFirst() - deadline).isNotNegative();
        long next = System.nanoTime() + MILLI;
        ticker.notLaterThan(next);
        await().until(() -> ticks.size() == 2);
        assertThat(ticks.getLast() - next).isNotNegative();
    }

    @Test
    void earlierDeadlineWakesItUp() {
        ticker.start();
        ticker.notLaterThan(Long.MAX_VALUE);
        ticker.notLaterThan(System.nanoTime() + 3_600_000 * MILLI);
        ticker.notLaterThan(System.nanoTime() + MILLI);
        ticker.notLaterThan(System.nanoTime() + 3_600_000 * MILLI);
        await().until(() -> ticks.size() == 1);
    }

    @Test
    void deadlineThatThePastHoldsIsDueNow() {
        ticker.notLaterThan(System.nanoTime() - MILLI);
        ticker.start();
        await().until(() -> ticks.size() == 1);
    }

    @Test
    void taskMaySetItsOwnNextDeadline() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        Ticker[] self = new Ticker[1];
        self[0] = new Ticker(() -> {
            three.countDown();
            self[0].notLaterThan(System.nanoTime());
        });
        self[0].start();
        self[0].notLaterThan(System.nanoTime());
        three.await();
        self[0].stop();
    }

    @Test
    void deadlinesFromManyThreadsAreNotMissed() throws InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        Ticker busy = new Ticker(seen::incrementAndGet);
        busy.start();
        for (int i = 1; i <= 200; i++) {
            int before = seen.get();
            Thread far = Thread.ofVirtual().start(() -> busy.notLaterThan(System.nanoTime() + 3_600_000 * MILLI));
            Thread near = Thread.ofVirtual().start(() -> busy.notLaterThan(System.nanoTime()));
            far.join();
            near.join();
            while (seen.get() == before) {
                Thread.onSpinWait();
            }
        }
        busy.stop();
    }
}
