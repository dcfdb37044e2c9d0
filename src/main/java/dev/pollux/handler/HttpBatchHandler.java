package dev.pollux.handler;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.api.RefusedException;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Posts several records of a partition to a URL as a JSON batch of CloudEvents, in their order.
 *
 * <p>Safe for many threads. The body is written by the caller; outcomes come within {@code handler.timeout}. An answer is
 * about the batch as a whole: one that refuses it says nothing of any one record, so it counts as an exception, and the
 * records come again one by one, as batches of one.
 *
 * @param contentType of the data of a record that does not tell its own
 */
record HttpBatchHandler(HttpSender sender, String contentType) implements AsyncBatchHandler<byte[], byte[]> {

    @Override
    public void open() {
        sender.open();
    }

    @Override
    public CompletionStage<List<Outcome>> handle(List<Delivery<byte[], byte[]>> batch) {
        int size = batch.size();
        Buffer body;
        try {
            body = CloudEventBatch.write(batch, contentType);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(each(size, HttpOutcomes.notSendable(e)));
        }
        // There is no idempotency key: the next attempt may be another batch. Its events have their own ids.
        return sender.post(headers -> {
                    headers.set("content-type", CloudEventBatch.CONTENT_TYPE);
                    return body;
                })
                .thenApply(outcome -> each(size, outcome));
    }

    @Override
    public void close() throws Exception {
        sender.close();
    }

    private static List<Outcome> each(int size, Outcome outcome) {
        if (size > 1 && outcome instanceof Outcome.Reject refused) {
            throw new RefusedException(refused.reason() + " for " + size + " records");
        }
        return Collections.nCopies(size, outcome);
    }
}
