package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Engine;
import dev.pollux.engine.Event;
import dev.pollux.engine.StandIn;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import dev.pollux.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EngineDriverTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long SOON = Duration.ofSeconds(20).toNanos();
    private static final Handler<byte[], byte[]> ACCEPTING = record -> Outcome.accept();
    private static final Handler<byte[], byte[]> REFUSING = record -> Outcome.rejectForGood("never", null);
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void noThreadRunsBeforeItIsStarted() {
        try (DriverRig rig = DriverRig.assigned(knobs, ACCEPTING, LONG)) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            var workers = new Workers(ACCEPTING, new WorkerSettings(LONG, 1, 1), rig);
            var engine = new Engine(knobs.settings(), workers.pace(), knobs.polls(), Seeds.random(1));
            var driver = new EngineDriver(engine, rig, rig, workers, rig, rig.stops::add);
            assertThat(watches(before)).isZero();
            driver.start();
            assertThat(watches(before)).isOne();
            driver.stop();
            workers.stop();
        }
    }

    private static long watches(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pollux-deadlines") && !before.contains(thread))
                .count();
    }

    @Test
    void retryComesWithoutAnyOtherEvent() {
        knobs.backoff = Duration.ofMillis(20);
        Handler<byte[], byte[]> handler =
                record -> record.deliveryCount() == 1 ? Outcome.reject("once") : Outcome.accept();
        try (DriverRig rig = DriverRig.assigned(knobs, handler, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
        }
    }

    @Test
    void commitComesWithoutAnyOtherEvent() {
        knobs.commitInterval = Duration.ofMillis(20);
        try (DriverRig rig = DriverRig.assigned(knobs, ACCEPTING, LONG)) {
            rig.fetch("a0");
            await().until(() -> !rig.commits.isEmpty());
            rig.driver.step(new Event.CommitEnded(rig.commits.remove(), true));
            assertThat(rig.view().committed()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void waitsForRoomUntilWorkersMakeSome() throws InterruptedException {
        knobs.bufferRecords = 4;
        knobs.pollRecords = 2;
        CountDownLatch go = new CountDownLatch(1);
        Handler<byte[], byte[]> handler = record -> {
            go.await();
            return Outcome.accept();
        };
        try (DriverRig rig = DriverRig.assigned(knobs, handler, LONG)) {
            assertThat(rig.driver.awaitRoom(0)).isTrue();
            rig.fetch("a0 b1 c2 d3");
            assertThat(rig.driver.awaitRoom(1_000_000)).isFalse();
            Thread.startVirtualThread(go::countDown);
            assertThat(rig.driver.awaitRoom(SOON)).isTrue();
        }
    }

    @Test
    void waitsUntilNothingOfAPartitionIsInFlight() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Handler<byte[], byte[]> handler = record -> {
            begun.countDown();
            go.await();
            return Outcome.accept();
        };
        List<TopicPartition> all = List.of(DriverRig.P0);
        try (DriverRig rig = DriverRig.assigned(knobs, handler, LONG)) {
            assertThat(rig.driver.awaitIdle(all, 0)).isTrue();
            rig.fetch("a0 b1");
            // What is not begun is taken back, and not waited for.
            begun.await();
            rig.driver.step(new Event.Revoking(all));
            assertThat(rig.driver.awaitIdle(all, 1_000_000)).isFalse();
            Thread.startVirtualThread(go::countDown);
            assertThat(rig.driver.awaitIdle(all, SOON)).isTrue();
        }
    }

    @Test
    void deadLetterIsWrittenUntilItIsTaken() {
        knobs.backoff = Duration.ofMillis(1);
        try (DriverRig rig = DriverRig.assigned(knobs, REFUSING, LONG)) {
            rig.lettersToRefuse.set(3);
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters).hasSize(4).allMatch(letter -> letter == rig.letters.peek());
        }
    }

    @Test
    void drainWaitsForHandlersThatAreAtIt() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Handler<byte[], byte[]> handler = record -> {
            begun.countDown();
            go.await();
            return Outcome.accept();
        };
        try (DriverRig rig = DriverRig.assigned(knobs, handler, LONG)) {
            rig.fetch("a0 a1");
            await().until(() -> begun.getCount() == 0);
            rig.driver.step(new Event.Drain());
            assertThat(rig.notes).doesNotContain("drained");
            go.countDown();
            await().until(() -> rig.notes.contains("drained"));
            assertThat(rig.view().committable()).isEqualTo(1);
        }
    }

    @Test
    void internalErrorStopsTheWorker() {
        try (DriverRig rig = DriverRig.assigned(knobs, ACCEPTING, LONG)) {
            rig.fetch("a5");
            var again = new Event.Fetched(DriverRig.P0, FetchedDeliveries.of(Deliveries.of(DriverRig.P0, "a3")), 4, -1);
            assertThatThrownBy(() -> rig.driver.step(again)).isInstanceOf(IllegalArgumentException.class);
            assertThat(rig.stops).hasSize(1).first().asString().contains("internal error at Fetched");
            assertThat(rig.driver.view().partitions()).as("the lock is free").hasSize(1);
        }
    }

    /** Nobody would poll to the end: the one thread lost its turn, and the other one did not get it. */
    @Test
    void aStepThatFailsDoesNotLoseTheTurnToPoll() throws InterruptedException {
        AtomicInteger noMemory = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Handler<byte[], byte[]> handler = record -> {
            noMemory.set(Integer.MAX_VALUE);
            begun.countDown();
            go.await();
            return Outcome.accept();
        };
        var other = new OtherThread();
        try (DriverRig rig = DriverRig.quick(knobs, handler, LONG)) {
            List<Delivery<byte[], byte[]>> records = Deliveries.of(DriverRig.P0, "a0 b1");
            var scarce = new ScarceRecords(FetchedDeliveries.of(records), noMemory);
            // The ticker: it may find the run before the thread that polls has begun it.
            rig.driver.stop();
            rig.driver.stepKeeping(new Event.Fetched(DriverRig.P0, scarce, 2, -1));
            Thread polls = Thread.startVirtualThread(() -> other.lostTurn.set(!rig.driver.handleKept(other)));
            begun.await();
            // The look that finds it has to make b1 for others, and cannot.
            assertThatThrownBy(() -> {
                        while (other.tookOver.get() == 0) {
                            rig.driver.step(new Event.Tick());
                        }
                    })
                    .isInstanceOf(InternalError.class);
            assertThat(rig.stops).hasSize(1);
            assertThat(other.tookOver).hasValue(1);
            go.countDown();
            polls.join();
            assertThat(other.lostTurn).isTrue();
            assertThat(other.inHandler).hasValue(0);
        }
    }

    /** Notes what it is told. */
    private static final class OtherThread implements StandIn {
        final AtomicInteger tookOver = new AtomicInteger();
        final AtomicInteger inHandler = new AtomicInteger();
        final AtomicBoolean lostTurn = new AtomicBoolean();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void enterHandler() {
            inHandler.incrementAndGet();
        }

        @Override
        public void leaveHandler() {
            inHandler.decrementAndGet();
        }

        @Override
        public void takeOver() {
            tookOver.incrementAndGet();
        }
    }

    /** What the engine could not finish would be neither here nor there. */
    @Test
    void withoutMemoryForTheEngineTheWorkerStops() {
        try (DriverRig rig = DriverRig.quick(knobs, ACCEPTING, LONG)) {
            rig.fetchWithoutMemory("a0 b1", Integer.MAX_VALUE);
            await().dontCatchUncaughtExceptions().until(() -> !rig.stops.isEmpty());
            assertThat(rig.stops.remove()).contains("internal error", "no memory");
        }
    }
}
