package dev.pollux.handler;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** What one request says. */
@FunctionalInterface
interface HttpMessage {

    /**
     * Sets its headers and returns its body, which may be empty. Called on the client's event loop.
     *
     * @throws RuntimeException where it cannot be put into a request, now or ever
     */
    Buffer write(MultiMap headers);
}
