package dev.pollux.handler;

import dev.pollux.api.AsyncBatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A user's handler for batches that completes later, behind the decoding. */
record DecodingAsyncBatchHandler(AsyncBatchHandler<Object, Object> handler, Decoding decoding)
        implements AsyncBatchHandler<byte[], byte[]> {

    @Override
    public void open() throws Exception {
        decoding.open(handler);
    }

    /** What the handler throws goes on to the caller: a batch that throws says nothing of any one record. */
    @Override
    public CompletionStage<List<Outcome>> handle(List<Delivery<byte[], byte[]>> batch) throws Exception {
        return decoding.context().call(() -> {
            List<Decoded> decoded = decoding.decodeAll(batch);
            List<Delivery<Object, Object>> ready = Answers.ready(decoded);
            if (ready.isEmpty()) {
                return CompletableFuture.completedFuture(Answers.merged(decoded, List.of()));
            }
            CompletionStage<List<Outcome>> answers = handler.handle(ready);
            return ready.size() == batch.size() ? answers : answers.thenApply(list -> Answers.merged(decoded, list));
        });
    }

    @Override
    public void close() throws Exception {
        decoding.close(handler);
    }
}
