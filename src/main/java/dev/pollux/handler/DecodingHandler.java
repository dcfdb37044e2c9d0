package dev.pollux.handler;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;

/** A user's handler for one record at a time, behind the decoding. */
record DecodingHandler(Handler<Object, Object> handler, Decoding decoding) implements Handler<byte[], byte[]> {

    @Override
    public void open() throws Exception {
        decoding.open(handler);
    }

    @Override
    public Outcome handle(Delivery<byte[], byte[]> delivery) throws Exception {
        return decoding.context().call(() -> switch (decoding.decode(delivery)) {
            case Decoded.Refused(var outcome) -> outcome;
            case Decoded.Ready(var decoded) -> handler.handle(decoded);
        });
    }

    @Override
    public void close() throws Exception {
        decoding.close(handler);
    }
}
