package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.kafka.PollEnd;
import dev.pollux.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who polls goes on polling, whatever the handler does that it calls itself: the other thread takes over. */
class TakeOverTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 32;
    private static final List<String> POLLERS = List.of("pollux-poll", "pollux-poll-2");

    /** On which thread the record with this key was handled; that of a virtual one has no name. */
    private final Map<String, String> threads = new ConcurrentHashMap<>();

    private volatile @Nullable Thread held;
    private final CountDownLatch standsStill = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void nothingIsLeftStanding() {
        go.countDown();
    }

    /** Stands still at an x on the thread that polls, for ever if nobody lets it go, and whatever interrupts it. */
    private Outcome handle(Delivery<byte[], byte[]> record) {
        Thread thread = Thread.currentThread();
        threads.put(key(record), thread.getName());
        if (key(record).startsWith("x") && !thread.isVirtual() && held == null) {
            held = thread;
            standsStill.countDown();
            awaitGo();
        }
        return Outcome.accept();
    }

    private void awaitGo() {
        while (go.getCount() > 0) {
            try {
                go.await();
            } catch (InterruptedException deaf) {
                // As a handler that retries does.
            }
        }
    }

    private static String key(Delivery<byte[], byte[]> record) {
        return new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8);
    }

    private static ConditionFactory soon() {
        return await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    /** Sends records one by one until such a thread handles one; who polls does not before a second thread waits. */
    private void sendUntilHandledBy(List<String> names, String key, MockedWorker worker) {
        AtomicInteger sent = new AtomicInteger();
        soon().until(() -> {
            String next = key + sent.getAndIncrement();
            worker.consumer.send(TurnsConsumer.P0, next);
            soon().until(() -> threads.containsKey(next));
            return names.contains(threads.get(next));
        });
    }

    /** Brings the thread that polls to stand still; returns the name of the other one. */
    private String holdUp(MockedWorker worker) throws InterruptedException {
        sendUntilHandledBy(POLLERS, "x", worker);
        standsStill.await();
        return POLLERS.stream()
                .filter(name -> !name.equals(Objects.requireNonNull(held).getName()))
                .findFirst()
                .orElseThrow();
    }

    private List<RecordHandler<byte[], byte[]>> handlers() {
        Handler<byte[], byte[]> one = this::handle;
        BatchHandler<byte[], byte[]> batch =
                records -> records.stream().map(this::handle).toList();
        return List.of(one, batch);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theOtherThreadPollsOnWhileAHandlerStandsStill(int shape) throws InterruptedException {
        try (MockedWorker worker = new MockedWorker(LONG, handlers().get(shape))) {
            String other = holdUp(worker);
            soon().until(() -> worker.consumer.polls.getOrDefault(other, 0) > 0);
            worker.consumer.send(TurnsConsumer.P1, "b");
            soon().until(() -> threads.containsKey("b"));
            assertThat(worker.consumer.isAllCommitted()).isFalse();
            go.countDown();
            soon().until(worker.consumer::isAllCommitted);
            assertThat(worker.stop(LONG)).isEqualTo(new PollEnd.Stopped());
            assertThat(worker.consumer.faults).isEmpty();
            assertThat(worker.stops()).isEmpty();
        }
    }

    /** Each of them takes less than a look, so that the run never stands still on one. */
    @Test
    void theOtherThreadPollsOnWhileManyTakeLongerThanExpected() {
        AtomicInteger onPollThread = new AtomicInteger();
        Handler<byte[], byte[]> handler = record -> {
            if (key(record).startsWith("s") && !Thread.currentThread().isVirtual()) {
                onPollThread.incrementAndGet();
                LockSupport.parkNanos(900_000);
            }
            return note(record);
        };
        try (MockedWorker worker = new MockedWorker(LONG, handler)) {
            AtomicInteger sent = new AtomicInteger();
            soon().until(() -> {
                String[] keys = new String[MANY];
                Arrays.setAll(keys, i -> "s" + sent.getAndIncrement());
                worker.consumer.send(TurnsConsumer.P0, keys);
                soon().until(() -> threads.keySet().containsAll(List.of(keys)));
                return onPollThread.get() > 0;
            });
            assertThat(onPollThread.get()).as("given up before its end").isLessThan(MANY);
            soon().until(worker.consumer::isAllCommitted);
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    /** And the next time the first one takes over from the second. */
    @Test
    void theyTakeTurns() throws InterruptedException {
        try (MockedWorker worker = new MockedWorker(LONG, handlers().getFirst())) {
            String other = holdUp(worker);
            soon().until(() -> worker.consumer.polls.getOrDefault(other, 0) > 0);
            go.countDown();
            soon().until(worker.consumer::isAllCommitted);
            // A while later the handler is trusted again.
            sendUntilHandledBy(List.of(other), "c", worker);
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    @Test
    void whileNobodyWaitsToTakeOverAWorkerIsWokenUp() throws InterruptedException {
        try (MockedWorker worker = new MockedWorker(LONG, handlers().getFirst())) {
            holdUp(worker);
            // Trusted again, with the first thread still at x.
            Thread.sleep(1_100);
            for (int i = 0; i < 20; i++) {
                String key = "d" + i;
                worker.consumer.send(TurnsConsumer.P1, key);
                soon().until(() -> threads.containsKey(key));
                assertThat(threads.get(key)).as("virtual").isEmpty();
            }
            go.countDown();
            soon().until(worker.consumer::isAllCommitted);
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void stopsInTimeThoughAHandlerNeverComesBack(int shape) throws InterruptedException {
        try (MockedWorker worker = new MockedWorker(LONG, handlers().get(shape))) {
            holdUp(worker);
            assertThat(worker.stop(Duration.ofMillis(300))).isEqualTo(new PollEnd.Stopped());
            assertThat(worker.consumer.closed()).isTrue();
            int polls = polls(worker);
            go.countDown();
            soon().until(() -> !Objects.requireNonNull(held).isAlive());
            assertThat(polls(worker)).as("nobody polls any more").isEqualTo(polls);
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    private static int polls(MockedWorker worker) {
        return worker.consumer.polls.values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The end is asked for while the first thread is at it, and it stands still only then. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void handlerThatStandsStillInTheDrainDoesNotHoldItUp(int shape) throws InterruptedException {
        MockedWorker[] self = new MockedWorker[1];
        Handler<byte[], byte[]> one = record -> {
            if (key(record).startsWith("x") && !Thread.currentThread().isVirtual()) {
                self[0].member.drain(Duration.ofMillis(300));
            }
            return handle(record);
        };
        BatchHandler<byte[], byte[]> batch = records -> List.of(one.handle(records.getFirst()));
        try (MockedWorker worker = new MockedWorker(LONG, shape == 0 ? one : batch)) {
            self[0] = worker;
            holdUp(worker);
            assertThat(worker.member.awaitEnd()).isEqualTo(new PollEnd.Stopped());
            assertThat(worker.consumer.closed()).isTrue();
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    /** handler.timeout interrupts the thread; and a handler may leave an interrupt behind. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void interruptsOfHandlersDoNotReachTheConsumer(int shape) {
        Handler<byte[], byte[]> one = record -> {
            Outcome outcome = key(record).equals("y") ? sleepTooLong() : handle(record);
            Thread.currentThread().interrupt();
            return outcome;
        };
        BatchHandler<byte[], byte[]> batch = records -> List.of(one.handle(records.getFirst()));
        try (MockedWorker worker = new MockedWorker(Duration.ofMillis(100), shape == 0 ? one : batch)) {
            sendUntilHandledBy(POLLERS, "a", worker);
            worker.consumer.send(TurnsConsumer.P0, "y");
            soon().until(worker.consumer::isAllCommitted);
            assertThat(worker.deadLetters).containsExactly("y");
            assertThat(worker.stop(LONG)).isEqualTo(new PollEnd.Stopped());
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    /** What a handler left behind interrupts the thread that it was called on, which polls by then. */
    @Test
    void lateInterruptsDoNotReachTheConsumer() {
        Handler<byte[], byte[]> handler = record -> {
            Thread thread = Thread.currentThread();
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(100_000);
                thread.interrupt();
            });
            return note(record);
        };
        try (MockedWorker worker = new MockedWorker(LONG, handler)) {
            sendUntilHandledBy(POLLERS, "a", worker);
            for (int i = 0; i < 200; i++) {
                worker.consumer.send(TurnsConsumer.P1, "b" + i);
            }
            soon().until(worker.consumer::isAllCommitted);
            assertThat(worker.stop(LONG)).isEqualTo(new PollEnd.Stopped());
            assertThat(worker.consumer.faults).isEmpty();
        }
    }

    private static Outcome sleepTooLong() throws InterruptedException {
        Thread.sleep(LONG);
        return Outcome.accept();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Stands still for about as long as it takes to find out, so that either may be the first. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverIsFirstNothingIsLost(long seed) {
        Random random = Seeds.random(seed);
        long nanos = random.nextLong(500_000, 3_500_000);
        Handler<byte[], byte[]> handler = record -> {
            if (key(record).startsWith("x")) {
                LockSupport.parkNanos(nanos);
            }
            return note(record);
        };
        try (MockedWorker worker = new MockedWorker(LONG, handler)) {
            sendUntilHandledBy(POLLERS, "a", worker);
            for (int i = 0; i < 5; i++) {
                worker.consumer.send(random.nextBoolean() ? TurnsConsumer.P0 : TurnsConsumer.P1, "x");
                worker.consumer.send(random.nextBoolean() ? TurnsConsumer.P0 : TurnsConsumer.P1, "e" + i);
            }
            soon().until(worker.consumer::isAllCommitted);
            assertThat(threads).containsKeys("e0", "e1", "e2", "e3", "e4");
            assertThat(worker.stop(LONG)).isEqualTo(new PollEnd.Stopped());
            assertThat(worker.consumer.faults).isEmpty();
            assertThat(worker.stops()).isEmpty();
        }
    }

    private Outcome note(Delivery<byte[], byte[]> record) {
        threads.put(key(record), Thread.currentThread().getName());
        return Outcome.accept();
    }
}
