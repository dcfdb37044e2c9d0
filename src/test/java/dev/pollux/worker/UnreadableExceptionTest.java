package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.api.UnavailableException;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception is the handler's own code: it may throw itself, and the run is completed all the same. */
class UnreadableExceptionTest {
    private final EngineKnobs knobs = new EngineKnobs();

    @BeforeEach
    void oneAttempt() {
        knobs.backoff = Duration.ofMillis(1);
        knobs.maxAttempts = 1;
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message either");
        }
    }

    private static final class UnreadablyAway extends UnavailableException {
        private static final long serialVersionUID = 1L;

        UnreadablyAway() {
            super("away");
        }

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    static Stream<RecordHandler<byte[], byte[]>> handlers() {
        Handler<byte[], byte[]> one = record -> {
            throw new Unreadable();
        };
        BatchHandler<byte[], byte[]> batch = records -> {
            throw new Unreadable();
        };
        AsyncHandler<byte[], byte[]> later = record -> CompletableFuture.supplyAsync(() -> {
            throw new Unreadable();
        });
        AsyncBatchHandler<byte[], byte[]> batchLater = records -> CompletableFuture.failedFuture(new Unreadable());
        return Stream.of(one, batch, later, batchLater);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void isARefusal(RecordHandler<byte[], byte[]> handler) {
        try (DriverRig rig = DriverRig.assigned(knobs, handler, Duration.ofSeconds(30))) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters.remove().refusal())
                    .satisfies(refusal -> assertThat(refusal.reason()).contains("cannot be read"))
                    .satisfies(refusal -> assertThat(refusal.cause()).isInstanceOf(Unreadable.class));
        }
    }

    @Test
    void isAnOutageWhereItIsOne() {
        AtomicInteger calls = new AtomicInteger();
        Handler<byte[], byte[]> handler = record -> {
            if (calls.incrementAndGet() < 3) {
                throw new UnreadablyAway();
            }
            return Outcome.accept();
        };
        try (DriverRig rig = DriverRig.assigned(knobs, handler, Duration.ofSeconds(30))) {
            rig.fetch("a0");
            rig.awaitCommittable(1);
            assertThat(rig.letters).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsHoldsUpNothing() {
        Handler<byte[], byte[]> handler = record -> Outcome.accept();
        try (DriverRig rig = DriverRig.assigned(knobs, handler, Duration.ofSeconds(30))) {
            rig.listens = false;
            rig.fetch("a0 a1 b2");
            rig.awaitCommittable(3);
        }
    }
}
