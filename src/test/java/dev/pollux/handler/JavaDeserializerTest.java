package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JavaDeserializerTest {

    @BeforeEach
    void forget() {
        SampleHandlers.SEEN.clear();
    }

    @Test
    void aDeserializerIsConfiguredUsedByOneThreadAtATimeAndClosed() throws Exception {
        Handler<byte[], byte[]> handler = with(SampleDeserializers.OneThreadOnly.class, Map.of("factor", "2"));
        List<Callable<Outcome>> calls = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            calls.add(() -> handler.handle(orders("k", "abc")));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(calls)) {
                assertThat(outcome.get()).isEqualTo(Outcome.accept());
            }
        }
        assertThat(SampleHandlers.SEEN).hasSize(2000).containsOnly("k=6");
        handler.close();
        assertThat(SampleHandlers.SEEN).contains("close", "deserializer closed");
        assertThat(SampleHandlers.SEEN.indexOf("close")).isLessThan(SampleHandlers.SEEN.indexOf("deserializer closed"));
    }

    @Test
    void aDeserializerThatCannotBeConfiguredShowsAtTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> with(SampleDeserializers.OneThreadOnly.class, Map.of()))
                .withMessageContainingAll("handler.java.value-deserializer", "OneThreadOnly", "cannot be configured");
    }

    @Test
    void aRegistryThatIsAwayIsAnOutage() throws Exception {
        assertThat(with(SampleDeserializers.RegistryAway.class, Map.of()).handle(orders("k", "v")))
                .isEqualTo(Outcome.release("the value cannot be deserialized: java.net.ConnectException"));
    }

    @Test
    void aRecordThatOverflowsTheStackIsRefused() throws Exception {
        assertThat(with(SampleDeserializers.TooDeep.class, Map.of()).handle(orders("k", "v")))
                .isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
                    assertThat(reject.forGood()).isTrue();
                    assertThat(reject.reason()).endsWith("java.lang.StackOverflowError");
                });
    }

    /** It may come again, and go to the dead-letter topic: as it was read. */
    @Test
    void whoChangesHeadersDoesNotChangeTheRecord() throws Exception {
        String typed = SampleDeserializers.TypedByHeader.class.getName();
        Handler<byte[], byte[]> handler = (Handler<byte[], byte[]>) JavaSetting.of(SampleHandlers.HeaderChanging.class)
                .withKeyDeserializer(typed)
                .withValueDeserializer(typed, Map.of())
                .create();
        var headers = Deliveries.headers("type", "Order", "source", "shop");
        var record = orders(Deliveries.bytes("k"), Deliveries.bytes("v"), headers);
        assertThat(handler.handle(record)).isEqualTo(Outcome.accept());
        assertThat(handler.handle(record.withDeliveryCount(2))).isEqualTo(Outcome.accept());
        assertThat(SampleHandlers.SEEN)
                .as("what the deserializers left, as Kafka's own client does")
                .containsExactly("source", "key-was-read", "source", "key-was-read");
        assertThat(headers.toArray()).extracting(Header::key).containsExactly("type", "source");
    }

    private static Handler<byte[], byte[]> with(Class<?> valueDeserializer, Map<String, String> properties) {
        return (Handler<byte[], byte[]>) JavaSetting.of(SampleHandlers.One.class)
                .withValueDeserializer(valueDeserializer.getName(), properties)
                .create();
    }
}
