package dev.pollux.handler;

import dev.pollux.api.AsyncHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletionStage;

/**
 * Posts each record to a URL as a CloudEvent in binary mode.
 *
 * <p>Safe for many threads. Calls return at once; outcomes come within {@code handler.timeout}, and never exceptionally.
 *
 * @param contentType for a record that does not tell its own
 */
record HttpHandler(HttpSender sender, String contentType) implements AsyncHandler<byte[], byte[]> {

    @Override
    public void open() {
        sender.open();
    }

    @Override
    public CompletionStage<Outcome> handle(Delivery<byte[], byte[]> delivery) {
        return sender.post(headers -> write(delivery, headers));
    }

    /** The request is written on the event loop. */
    @Override
    public boolean isPrompt() {
        return true;
    }

    @Override
    public void close() throws Exception {
        sender.close();
    }

    private Buffer write(Delivery<byte[], byte[]> delivery, MultiMap headers) {
        headers.set("idempotency-key", delivery.coordinates());
        byte[] body = CloudEventRequest.write(delivery, contentType, headers::set);
        // An empty buffer, unlike none, gives a content-length of 0, which some servers insist on.
        return body == null ? Buffer.buffer() : Buffer.buffer(body);
    }
}
