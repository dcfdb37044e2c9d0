package dev.pollux.bench;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** What the HTTP client alone sends. For one event loop. */
interface Posts {
    /** How many keys belong to a slot. */
    int KEYS_OF_SLOT = Keys.COUNT / HttpPosts.IN_FLIGHT;

    String TOPIC = "bench-0123456789";
    String TIME = "2026-01-02T03:04:05.678Z";

    /** How many records a request carries. */
    int records();

    /**
     * Writes the headers of a request and returns its body.
     *
     * @param slot which of the requests in flight at once it is; a key belongs to one, so that its records come in order
     * @param number of the request among all of them
     */
    Buffer write(MultiMap headers, int slot, int number);
}
