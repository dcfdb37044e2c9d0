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

    @Override
    public CompletionStage<List<Outcome>> handle(List<Delivery<byte[], byte[]>> batch) throws Exception {
        return decoding.context().call(() -> {
            List<Decoded> decoded = decoding.decodeAll(batch);
            return started(Answers.ready(decoded))
                    .thenApply(answers -> Answers.merged(decoded, answers))
                    .exceptionally(e -> Answers.all(decoded, Outcome.thrown(e)));
        });
    }

    private CompletionStage<List<Outcome>> started(List<Delivery<Object, Object>> ready) {
        if (ready.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        try {
            return Answers.promised(handler.handle(ready));
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() throws Exception {
        decoding.close(handler);
    }
}
