package dev.pollux.handler;

import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.util.List;

/** A user's handler for batches, behind the decoding. */
record DecodingBatchHandler(BatchHandler<Object, Object> handler, Decoding decoding)
        implements BatchHandler<byte[], byte[]> {

    @Override
    public void open() throws Exception {
        decoding.open(handler);
    }

    /** What the handler throws goes on to the caller: a batch that throws says nothing of any one record. */
    @Override
    public List<Outcome> handle(List<Delivery<byte[], byte[]>> batch) throws Exception {
        return decoding.context().call(() -> {
            List<Decoded> decoded = decoding.decodeAll(batch);
            List<Delivery<Object, Object>> ready = Answers.ready(decoded);
            return ready.size() == batch.size()
                    ? handler.handle(ready)
                    : Answers.merged(decoded, ready.isEmpty() ? List.of() : handler.handle(ready));
        });
    }

    @Override
    public void close() throws Exception {
        decoding.close(handler);
    }
}
