package dev.pollux.handler;

import dev.pollux.api.AsyncHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A user's handler that completes later, behind the decoding. */
record DecodingAsyncHandler(AsyncHandler<Object, Object> handler, Decoding decoding)
        implements AsyncHandler<byte[], byte[]> {

    @Override
    public void open() throws Exception {
        decoding.open(handler);
    }

    @Override
    public CompletionStage<Outcome> handle(Delivery<byte[], byte[]> delivery) throws Exception {
        return decoding.context().call(() -> switch (decoding.decode(delivery)) {
            case Decoded.Refused(var outcome) -> CompletableFuture.completedFuture(outcome);
            case Decoded.Ready(var decoded) -> handler.handle(decoded);
        });
    }

    @Override
    public void close() throws Exception {
        decoding.close(handler);
    }
}
