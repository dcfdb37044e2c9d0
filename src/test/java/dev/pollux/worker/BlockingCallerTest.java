package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.OnExhausted;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockingCallerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private final EngineKnobs knobs = new EngineKnobs();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void retryAtOnce() {
        knobs.backoff = Duration.ofMillis(1);
        knobs.maxAttempts = 2;
    }

    @Test
    void acceptsRecordsOfAKeyInOrder() {
        try (DriverRig rig = rig(record -> note(record), LONG)) {
            rig.fetch("a0 a1 a2 a3 a4 a5");
            rig.awaitCommittable(6);
            assertThat(handled).containsExactly("a0", "a1", "a2", "a3", "a4", "a5");
        }
    }

    @Test
    void whatIsThrownRefusesTheRecord() {
        Handler<byte[], byte[]> handler = record -> {
            note(record);
            throw new IllegalArgumentException("bad input");
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(handled).containsExactly("a0", "a0");
            DeadLetter letter = rig.letters.remove();
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.refusal().reason()).isEqualTo("bad input");
            assertThat(letter.refusal().cause()).isInstanceOf(IllegalArgumentException.class);
            assertThat(rig.notes).contains("REJECTED 1");
        }
    }

    @Test
    void evenAnErrorIsTheRecordsOwn() {
        Handler<byte[], byte[]> handler = record -> {
            throw new StackOverflowError();
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal().cause()).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a handler written without null checks may do
    void nullIsARefusal() {
        Handler<byte[], byte[]> handler = record -> null;
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal().reason()).isEqualTo("the handler returned null");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the message of many an exception
    void reasonMayBeMissing() {
        Handler<byte[], byte[]> handler = record -> Outcome.reject((String) null);
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal().reason()).isEqualTo("null");
        }
    }

    @Test
    void callThatTakesTooLongIsInterruptedAndTriedAgain() {
        Handler<byte[], byte[]> handler = record -> {
            note(record);
            if (Deliveries.text(record).equals("a0") && record.deliveryCount() == 1) {
                new CountDownLatch(1).await();
            }
            return Outcome.accept();
        };
        try (DriverRig rig = rig(handler, SHORT)) {
            rig.fetch("a0 a1 b2");
            rig.awaitCommittable(3);
            assertThat(handled).containsSubsequence("a0", "a0", "a1").contains("b2");
            assertThat(rig.letters).isEmpty();
        }
    }

    @Test
    void timeOutSaysSo() {
        Handler<byte[], byte[]> handler = record -> {
            new CountDownLatch(1).await();
            return Outcome.accept();
        };
        knobs.maxAttempts = 1;
        try (DriverRig rig = rig(handler, SHORT)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal().reason()).isEqualTo("no answer within handler.timeout");
        }
    }

    @Test
    void callThatIgnoresItsInterruptHoldsItsKeyAndNoOther() {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Handler<byte[], byte[]> handler = record -> {
            while (Deliveries.text(record).equals("a0") && end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException ignored) {
                    interrupted.countDown();
                }
            }
            return note(record);
        };
        try (DriverRig rig = rig(handler, SHORT)) {
            rig.fetch("a0 a1 b2 b3");
            await().until(() -> interrupted.getCount() == 0 && handled.size() == 2);
            assertThat(handled).containsExactly("b2", "b3");
            assertThat(rig.view().committable()).isZero();
            end.countDown();
            rig.awaitCommittable(4);
            assertThat(handled).as("late, but accepted").containsExactly("b2", "b3", "a0", "a1");
        }
    }

    @Test
    void runWithoutMemoryForItsRecordsEnds() {
        Handler<byte[], byte[]> handler = this::note;
        try (DriverRig rig = DriverRig.quick(knobs, handler, LONG)) {
            rig.fetchWithoutMemory("a0 a1 b2", 2);
            rig.awaitCommittable(3);
            assertThat(handled).containsExactlyInAnyOrder("a0", "a1", "b2").containsSubsequence("a0", "a1");
            assertThat(rig.letters).isEmpty();
        }
    }

    @Test
    void stopTellsWhy() {
        knobs.onExhausted = OnExhausted.STOP;
        try (DriverRig rig = rig(record -> Outcome.rejectForGood("broken", null), LONG)) {
            rig.fetch("a0");
            await().until(() -> !rig.stops.isEmpty());
            assertThat(rig.stops.remove()).contains("t/0/0", "broken");
            assertThat(rig.view().committable()).isZero();
        }
    }

    private DriverRig rig(Handler<byte[], byte[]> handler, Duration timeout) {
        return DriverRig.assigned(knobs, handler, timeout);
    }

    private Outcome note(Delivery<byte[], byte[]> record) {
        handled.add(Deliveries.text(record));
        return Outcome.accept();
    }
}
