package dev.pollux.admin;

import dev.pollux.engine.PauseScope;

/** What a person's pause or resume comes to. Thread-safe. */
@FunctionalInterface
public interface Pausing {
    /** Neither fetches nor hands out these from now on, or does so again. */
    void pause(PauseScope scope, boolean pause);
}
