package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchCallerTest {
    private static final Outcome OK = Outcome.accept();
    private static final Duration LONG = Duration.ofSeconds(30);
    private final EngineKnobs knobs = new EngineKnobs();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void retryAtOnce() {
        knobs.backoff = Duration.ofMillis(1);
        knobs.maxAttempts = 2;
    }

    @Test
    void listOfAnyKindIsAccepted() {
        BatchHandler<byte[], byte[]> handler = batch -> {
            calls.add(Deliveries.text(batch));
            return batch.size() == 1 ? List.of(OK) : batch.size() == 2 ? List.of(OK, OK) : all(batch);
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 a1 b2 b3 c4 c5");
            rig.awaitCommittable(6);
            assertThat(calls).containsExactlyInAnyOrder("a0 a1 b2 b3", "c4 c5");
            assertThat(rig.notes).contains("ACCEPTED 4", "ACCEPTED 2");
        }
    }

    @Test
    void oneThatIsRefusedHoldsUpItsKey() {
        BatchHandler<byte[], byte[]> handler = batch -> {
            calls.add(Deliveries.text(batch));
            List<Outcome> outcomes = all(batch);
            if (batch.getFirst().deliveryCount() == 1) {
                outcomes.set(0, Outcome.release("busy"));
            }
            return outcomes;
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 b1 a2 a3");
            rig.awaitCommittable(4);
            assertThat(calls).containsExactly("a0 b1 a2 a3", "a0", "a2 a3");
            assertThat(rig.notes).contains("RELEASED 1");
        }
    }

    static Stream<List<Outcome>> wrongAnswers() {
        List<Outcome> unreadable = new ArrayList<>() {
            @Override
            public Object[] toArray() {
                throw new IllegalStateException("read too late");
            }
        };
        return Stream.of(
                List.of(),
                List.of(OK, OK, OK, OK, OK),
                Arrays.asList(OK, null, OK, OK),
                Collections.nCopies(3, OK),
                unreadable);
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void wrongAnswerForABatchIsNobodysFault(List<Outcome> wrong) {
        BatchHandler<byte[], byte[]> handler = batch -> {
            calls.add(Deliveries.text(batch));
            return batch.size() == 1 ? List.of(OK) : wrong;
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 b1 a2 b3");
            rig.awaitCommittable(4);
            assertThat(calls).contains("a0 b1 a2 b3", "a0", "b1", "a2", "b3").hasSize(5);
            assertThat(rig.letters).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a handler written without null checks may do
    void nullForASingleRecordIsARefusal() {
        try (DriverRig rig = rig(batch -> null, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal().reason()).isEqualTo("the handler returned null for 1 record(s)");
        }
    }

    @Test
    void whatIsThrownIsTriedRecordByRecord() {
        BatchHandler<byte[], byte[]> handler = batch -> {
            if (batch.stream().anyMatch(record -> Deliveries.text(record).equals("b1"))) {
                throw new IllegalStateException("b1 is poison");
            }
            return all(batch);
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 b1 c2 d3");
            rig.awaitCommittable(4);
            assertThat(rig.letters).hasSize(1);
            assertThat(rig.letters.remove().record().offset()).isEqualTo(1);
        }
    }

    @Test
    void batchWithoutMemoryForItsRecordsEnds() {
        BatchHandler<byte[], byte[]> handler = batch -> {
            calls.add(Deliveries.text(batch));
            return all(batch);
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetchWithoutMemory("a0 b1 c2 d3", 2);
            rig.awaitCommittable(4);
            assertThat(calls).containsExactlyInAnyOrder("a0", "b1", "c2", "d3");
        }
    }

    @Test
    void callThatTakesTooLongIsInterrupted() {
        BatchHandler<byte[], byte[]> handler = batch -> {
            calls.add(Deliveries.text(batch));
            if (batch.size() > 1) {
                new CountDownLatch(1).await();
            }
            return all(batch);
        };
        try (DriverRig rig = rig(handler, Duration.ofMillis(20))) {
            rig.fetch("a0 b1");
            rig.awaitCommittable(2);
            assertThat(calls).containsExactlyInAnyOrder("a0 b1", "a0", "b1");
        }
    }

    private static List<Outcome> all(List<Delivery<byte[], byte[]>> batch) {
        return new ArrayList<>(Collections.nCopies(batch.size(), OK));
    }

    private DriverRig rig(BatchHandler<byte[], byte[]> handler, Duration timeout) {
        return DriverRig.assigned(knobs, handler, timeout);
    }
}
