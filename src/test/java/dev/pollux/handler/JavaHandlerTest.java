package dev.pollux.handler;

import static dev.pollux.handler.Deliveries.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.AsyncHandler;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.LongSerializer;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JavaHandlerTest {

    @BeforeEach
    void forget() {
        SampleHandlers.SEEN.clear();
    }

    @Test
    void aHandlerForOneRecordGetsItDecoded() throws Exception {
        Handler<byte[], byte[]> handler = (Handler<byte[], byte[]>)
                JavaSetting.of(SampleHandlers.One.class).create();
        handler.open();
        assertThat(handler.handle(of("a", 2L))).isEqualTo(Outcome.accept());
        assertThat(handler.handle(of("b", 3L))).isEqualTo(Outcome.reject("odd"));
        assertThat(handler.handle(of("c", 100L))).isEqualTo(Outcome.release("busy"));
        assertThat(handler.handle(of(null, null))).isEqualTo(Outcome.accept());
        assertThat(handler.handle(of("d", 666L))).as("judged by the caller").isNull();
        assertThat(handler.handle(bad("e"))).satisfies(refusedForGood());
        assertThatThrownBy(() -> handler.handle(of("f", 1000L))).hasMessage("boom");
        handler.close();
        assertThat(SampleHandlers.SEEN)
                .containsExactly("open", "a=2", "b=3", "c=100", "null=null", "d=666", "f=1000", "close");
    }

    @Test
    void aBatchKeepsItsOrderAroundWhatCannotBeDecoded() throws Exception {
        BatchHandler<byte[], byte[]> handler = batch(SampleHandlers.Batch.class);
        List<Outcome> outcomes =
                handler.handle(List.of(bad("x"), of("a", 2L), of("b", 3L), bad("y"), of("c", 666L), of("d", 4L)));
        assertThat(SampleHandlers.SEEN).containsExactly("batch of 4", "a=2", "b=3", "c=666", "d=4");
        assertThat(outcomes).hasSize(6);
        assertThat(outcomes.get(0)).satisfies(refusedForGood());
        assertThat(outcomes.subList(1, 3)).containsExactly(Outcome.accept(), Outcome.reject("odd"));
        assertThat(outcomes.get(3)).satisfies(refusedForGood());
        assertThat(outcomes.subList(4, 6)).as("judged by the caller").containsExactly(null, Outcome.accept());
    }

    @Test
    void aBatchOfRefusedRecordsAloneDoesNotReachTheHandler() throws Exception {
        assertThat(batch(SampleHandlers.Batch.class).handle(List.of(bad("x"), bad("y"))))
                .hasSize(2)
                .allSatisfy(refusedForGood());
        assertThat(SampleHandlers.SEEN).isEmpty();
    }

    @Test
    void whatABatchThrowsIsForTheCaller() {
        assertThatThrownBy(
                        () -> batch(SampleHandlers.Batch.class).handle(List.of(of("a", 2L), bad("x"), of("b", 1000L))))
                .hasMessage("boom");
    }

    @Test
    void aWrongAnswerForABatchStaysWrong() throws Exception {
        List<Delivery<byte[], byte[]>> batch = List.of(of("a", 2L), bad("x"), of("b", 4L));
        assertThat(batch(SampleHandlers.NullBatch.class).handle(batch)).hasSize(1);
        assertThat(batch(SampleHandlers.NullBatch.class).handle(List.of(of("a", 2L))))
                .isNull();
        assertThat(batch(SampleHandlers.ShortBatch.class).handle(batch)).hasSize(2);
        assertThat(batch(SampleHandlers.ShortBatch.class).handle(List.of(bad("x"), of("a", 2L))))
                .hasSize(2);
        assertThat(batch(SampleHandlers.LongBatch.class).handle(batch))
                .as("as many as ready ones and refused ones, and one more")
                .hasSize(4);
    }

    @Test
    void anAsynchronousHandlerCompletesLater() throws Exception {
        AsyncHandler<byte[], byte[]> handler = async(SampleHandlers.Async.class);
        assertThat(outcome(handler, of("a", 2L))).isEqualTo(Outcome.accept());
        assertThat(outcome(handler, of("b", 666L))).as("judged by the caller").isNull();
        assertThat(outcome(handler, bad("x"))).satisfies(refusedForGood());
        assertThat(handler.handle(of("c", 1000L)).toCompletableFuture())
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("boom");
        assertThat(async(SampleHandlers.NullStage.class).handle(of("a", 2L)))
                .as("judged by the caller")
                .isNull();
    }

    @Test
    void anAsynchronousBatchCompletesLater() throws Exception {
        AsyncBatchHandler<byte[], byte[]> handler = asyncBatch(SampleHandlers.AsyncBatch.class);
        List<Outcome> outcomes = outcomes(handler, List.of(of("a", 2L), bad("x"), of("b", 3L)));
        assertThat(outcomes.get(0)).isEqualTo(Outcome.accept());
        assertThat(outcomes.get(1)).satisfies(refusedForGood());
        assertThat(outcomes.get(2)).isEqualTo(Outcome.reject("odd"));

        assertThat(handler.handle(List.of(bad("x"), of("b", 1000L))).toCompletableFuture())
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("boom");

        assertThat(outcomes(handler, List.of(bad("x")))).hasSize(1).allSatisfy(refusedForGood());

        assertThat(asyncBatch(SampleHandlers.NullBatchStage.class).handle(List.of(of("a", 2L))))
                .as("judged by the caller")
                .isNull();
    }

    private static Delivery<byte[], byte[]> of(@Nullable String key, @Nullable Long value) {
        byte @Nullable [] encoded = value == null ? null : new LongSerializer().serialize("orders", value);
        return Deliveries.orders(bytes(key), encoded, new RecordHeaders());
    }

    /** A value of three bytes, which is no long. */
    private static Delivery<byte[], byte[]> bad(String key) {
        return Deliveries.orders(bytes(key), new byte[3], new RecordHeaders());
    }

    private static ThrowingConsumer<Outcome> refusedForGood() {
        return outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
            assertThat(reject.forGood()).isTrue();
            assertThat(reject.reason())
                    .isEqualTo("the value cannot be deserialized: " + SerializationException.class.getName());
            assertThat(reject.cause()).isInstanceOf(SerializationException.class);
        });
    }

    private static Outcome outcome(AsyncHandler<byte[], byte[]> handler, Delivery<byte[], byte[]> delivery)
            throws Exception {
        return handler.handle(delivery).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static List<Outcome> outcomes(
            AsyncBatchHandler<byte[], byte[]> handler, List<Delivery<byte[], byte[]>> batch) throws Exception {
        return handler.handle(batch).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static BatchHandler<byte[], byte[]> batch(Class<?> type) {
        return (BatchHandler<byte[], byte[]>) JavaSetting.of(type).create();
    }

    private static AsyncHandler<byte[], byte[]> async(Class<?> type) {
        return (AsyncHandler<byte[], byte[]>) JavaSetting.of(type).create();
    }

    private static AsyncBatchHandler<byte[], byte[]> asyncBatch(Class<?> type) {
        return (AsyncBatchHandler<byte[], byte[]>) JavaSetting.of(type).create();
    }
}
