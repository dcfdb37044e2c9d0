package dev.pollux.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.engine.DeadLetter;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.handler.Handlers;
import dev.pollux.handler.JavaSettings;
import dev.pollux.testkit.EngineKnobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's batch handler as the configuration makes it, behind the decoding, under real workers. */
class JavaBatchTest {
    private final EngineKnobs knobs = new EngineKnobs();

    @ParameterizedTest
    @ValueSource(classes = {Throwing.class, ThrowingLater.class, Failing.class, TooFew.class, Missing.class})
    void aBatchThatFailsUsesUpNobodysAttempt(Class<?> type) {
        knobs.backoff = Duration.ofMillis(1);
        knobs.maxAttempts = 1;
        try (DriverRig rig = DriverRig.assigned(knobs, handler(type), Duration.ofSeconds(30))) {
            rig.fetch("a0 x1 p2 d3");
            rig.awaitCommittable(4);
            assertThat(rig.letters)
                    .as("what cannot be decoded, and the one that fails alone as well")
                    .extracting(DeadLetter::record)
                    .extracting(Delivery::offset)
                    .containsExactlyInAnyOrder(1L, 2L);
        }
    }

    private static RecordHandler<byte[], byte[]> handler(Class<?> type) {
        var java = new JavaSettings(
                type.getName(), null, Keys.class.getName(), StringDeserializer.class.getName(), Map.of(), 4);
        return Handlers.create(
                new HandlerSettings(HandlerSettings.Type.JAVA, Duration.ofSeconds(30), null, java), 4, true);
    }

    /** Refuses the key {@code x}. */
    public static final class Keys implements Deserializer<String> {
        @Override
        public String deserialize(String topic, byte[] data) {
            String key = new String(data, StandardCharsets.UTF_8);
            if (key.equals("x")) {
                throw new SerializationException("no such key");
            }
            return key;
        }
    }

    private static boolean isPoisoned(List<Delivery<String, String>> batch) {
        return batch.stream().anyMatch(record -> "p".equals(record.key()));
    }

    private static List<Outcome> accepted(List<Delivery<String, String>> batch) {
        return Collections.nCopies(batch.size(), Outcome.accept());
    }

    public static final class Throwing implements BatchHandler<String, String> {
        @Override
        public List<Outcome> handle(List<Delivery<String, String>> batch) {
            if (isPoisoned(batch)) {
                throw new IllegalStateException("poison");
            }
            return accepted(batch);
        }
    }

    public static final class ThrowingLater implements AsyncBatchHandler<String, String> {
        @Override
        public CompletionStage<List<Outcome>> handle(List<Delivery<String, String>> batch) {
            return CompletableFuture.supplyAsync(() -> new Throwing().handle(batch), Thread::startVirtualThread);
        }
    }

    public static final class Failing implements AsyncBatchHandler<String, String> {
        @Override
        public CompletionStage<List<Outcome>> handle(List<Delivery<String, String>> batch) {
            return CompletableFuture.completedFuture(new Throwing().handle(batch));
        }
    }

    public static final class TooFew implements BatchHandler<String, String> {
        @Override
        public List<Outcome> handle(List<Delivery<String, String>> batch) {
            return isPoisoned(batch) ? accepted(batch).subList(1, batch.size()) : accepted(batch);
        }
    }

    @SuppressWarnings("NullAway") // what a handler written without null checks may do
    public static final class Missing implements BatchHandler<String, String> {
        @Override
        public List<Outcome> handle(List<Delivery<String, String>> batch) {
            return isPoisoned(batch) ? null : accepted(batch);
        }
    }
}
