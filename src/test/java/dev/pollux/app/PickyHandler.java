package dev.pollux.app;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;

/** Accepts everything that can be decoded. */
public final class PickyHandler implements Handler<String, String> {
    @Override
    public Outcome handle(Delivery<String, String> delivery) {
        return Outcome.accept();
    }
}
