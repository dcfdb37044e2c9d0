package dev.pollux.handler;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;

/** Accepts and forgets, for measuring what everything else costs. */
final class DiscardHandler implements Handler<byte[], byte[]> {

    @Override
    public Outcome handle(Delivery<byte[], byte[]> delivery) {
        return Outcome.accept();
    }
}
