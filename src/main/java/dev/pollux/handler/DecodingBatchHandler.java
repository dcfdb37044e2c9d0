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

    @Override
    public List<Outcome> handle(List<Delivery<byte[], byte[]>> batch) throws Exception {
        return decoding.context().call(() -> handleDecoded(decoding.decodeAll(batch)));
    }

    private List<Outcome> handleDecoded(List<Decoded> batch) throws InterruptedException {
        List<Delivery<Object, Object>> ready = Answers.ready(batch);
        try {
            return Answers.merged(batch, ready.isEmpty() ? List.of() : handler.handle(ready));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Answers.all(batch, Outcome.thrown(e));
        }
    }

    @Override
    public void close() throws Exception {
        decoding.close(handler);
    }
}
