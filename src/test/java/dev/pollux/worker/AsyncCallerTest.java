package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncCallerTest {
    private static final Outcome OK = Outcome.accept();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);
    private final EngineKnobs knobs = new EngineKnobs();
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final Map<String, CompletableFuture<Outcome>> open = new ConcurrentHashMap<>();

    @BeforeEach
    void retryAtOnce() {
        knobs.backoff = Duration.ofMillis(1);
        knobs.maxAttempts = 1;
    }

    /** Begins and leaves it to the test to complete. */
    private final AsyncHandler<byte[], byte[]> openHandler = record -> {
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        open.put(Deliveries.text(record), future);
        begun.add(Deliveries.text(record));
        return future;
    };

    @Test
    void recordIsFinishedWhenItIsCompletedAndItsKeyWaits() {
        try (DriverRig rig = rig(openHandler, LONG)) {
            rig.fetch("a0 a1 b2");
            awaitBegun("a0", "b2");
            complete("b2", OK);
            assertThat(rig.view().committable()).isZero();
            complete("a0", OK);
            awaitBegun("a0", "b2", "a1");
            complete("a1", OK);
            rig.awaitCommittable(3);
        }
    }

    @Test
    void aTimeOutLeavesTheHandlersOwnFutureAlone() {
        try (DriverRig rig = rig(openHandler, SHORT)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters).hasSize(1);
            assertThat(Objects.requireNonNull(open.get("a0")).isDone())
                    .as("it may serve other calls as well")
                    .isFalse();
        }
    }

    @Test
    void neverMoreThanConcurrencyAreOpen() {
        knobs.concurrency = 2;
        try (DriverRig rig = rig(openHandler, LONG)) {
            rig.fetch("a0 b1 c2");
            awaitBegun("a0", "b1");
            assertThat(rig.view().inFlight()).isEqualTo(2);
            complete("a0", OK);
            awaitBegun("a0", "b1", "c2");
            complete("b1", OK);
            complete("c2", OK);
            rig.awaitCommittable(3);
        }
    }

    @Test
    void answerThatIsThereAtOnceNeedsNoThread() {
        AsyncHandler<byte[], byte[]> handler = record -> CompletableFuture.completedFuture(OK);
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 a1 a2 a3");
            rig.awaitCommittable(4);
        }
    }

    @Test
    void whoCompletesARecordBeginsTheNextOneWhereTheHandlerIsPrompt() {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        AsyncHandler<byte[], byte[]> handler = new AsyncHandler<>() {
            @Override
            public CompletionStage<Outcome> handle(Delivery<byte[], byte[]> record) throws Exception {
                threads.add(Thread.currentThread());
                return openHandler.handle(record);
            }

            @Override
            public boolean isPrompt() {
                return true;
            }
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 a1");
            awaitBegun("a0");
            complete("a0", OK);
            assertThat(begun).containsExactly("a0", "a1");
            complete("a1", OK);
            rig.awaitCommittable(2);
        }
        assertThat(threads).last().isSameAs(Thread.currentThread());
    }

    /** What a handler does, and what the dead letter's reason says of it. */
    record Failure(String reason, Supplier<CompletionStage<Outcome>> answer) {}

    @SuppressWarnings("NullAway") // what a handler written without null checks may do
    static Stream<Failure> failures() {
        return Stream.of(
                new Failure("boom", () -> CompletableFuture.failedFuture(new IllegalStateException("boom"))),
                new Failure(
                        "boom",
                        () -> CompletableFuture.failedFuture(
                                new CompletionException(new IllegalStateException("boom")))),
                new Failure("boom", () -> {
                    throw new IllegalStateException("boom");
                }),
                new Failure("null", AsyncCallerTest::cancelled),
                new Failure("returned null", () -> CompletableFuture.completedFuture(null)),
                new Failure("null", () -> null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureRefusesTheRecord(Failure failure) {
        AsyncHandler<byte[], byte[]> handler = record -> failure.answer().get();
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal().reason()).contains(failure.reason());
        }
    }

    @Test
    void callThatIsCancelledLaterRefusesTheRecord() {
        try (DriverRig rig = rig(openHandler, LONG)) {
            rig.fetch("a0");
            awaitBegun("a0");
            assertThat(future("a0").cancel(false)).isTrue();
            rig.awaitCommittable(1);
            assertThat(rig.letters).hasSize(1);
        }
    }

    @Test
    void callThatNeverCompletesIsTriedAgainAndItsLateAnswerDoesNotCount() {
        knobs.maxAttempts = 2;
        Queue<CompletableFuture<Outcome>> futures = new ConcurrentLinkedQueue<>();
        AsyncHandler<byte[], byte[]> handler = record -> {
            CompletableFuture<Outcome> future =
                    record.deliveryCount() == 1 ? new CompletableFuture<>() : CompletableFuture.completedFuture(OK);
            futures.add(future);
            return future;
        };
        try (DriverRig rig = rig(handler, SHORT)) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(futures).hasSize(2);
            assertThat(futures.remove().complete(Outcome.reject("too late")))
                    .as("nobody else completed it")
                    .isTrue();
            assertThat(rig.letters).isEmpty();
        }
    }

    @Test
    void batchIsCompletedAsAWhole() {
        AsyncBatchHandler<byte[], byte[]> handler = batch -> {
            begun.add(Deliveries.text(batch));
            return CompletableFuture.supplyAsync(() -> batch.size() == 2 ? List.of(OK, OK) : List.of(OK));
        };
        try (DriverRig rig = rig(handler, LONG)) {
            rig.fetch("a0 b1");
            rig.awaitCommittable(2);
            rig.fetch("a2");
            rig.awaitCommittable(3);
            assertThat(begun).containsExactly("a0 b1", "a2");
        }
    }

    @Test
    void batchWithAWrongAnswerIsTriedRecordByRecord() {
        for (List<Outcome> wrong : BatchCallerTest.wrongAnswers().toList()) {
            AsyncBatchHandler<byte[], byte[]> handler = batch -> {
                begun.add(Deliveries.text(batch));
                return CompletableFuture.supplyAsync(() -> batch.size() == 4 ? wrong : List.of(OK));
            };
            begun.clear();
            try (DriverRig rig = rig(handler, LONG)) {
                rig.fetch("a0 b1 c2 d3");
                rig.awaitCommittable(4);
                assertThat(begun).containsExactlyInAnyOrder("a0 b1 c2 d3", "a0", "b1", "c2", "d3");
            }
        }
    }

    @Test
    void batchThatNeverCompletesIsTriedRecordByRecord() {
        AsyncBatchHandler<byte[], byte[]> handler =
                batch -> batch.size() > 1 ? new CompletableFuture<>() : CompletableFuture.completedFuture(List.of(OK));
        try (DriverRig rig = rig(handler, SHORT)) {
            rig.fetch("a0 b1");
            rig.awaitCommittable(2);
            assertThat(rig.letters).isEmpty();
        }
    }

    private static CompletionStage<Outcome> cancelled() {
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        future.cancel(false);
        return future;
    }

    private void awaitBegun(String... records) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> begun.size() >= records.length);
        assertThat(begun).containsExactlyInAnyOrder(records);
    }

    private void complete(String record, Outcome outcome) {
        assertThat(future(record).complete(outcome)).isTrue();
    }

    private CompletableFuture<Outcome> future(String record) {
        return Objects.requireNonNull(open.get(record));
    }

    private DriverRig rig(RecordHandler<byte[], byte[]> handler, Duration timeout) {
        return DriverRig.assigned(knobs, handler, timeout);
    }
}
