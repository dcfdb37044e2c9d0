package dev.pollux.app;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;

/** Cannot be made. */
public final class BrokenHandler implements Handler<String, String> {
    public BrokenHandler() {
        throw new IllegalStateException("no database\nanywhere");
    }

    @Override
    public Outcome handle(Delivery<String, String> delivery) {
        return Outcome.accept();
    }
}
