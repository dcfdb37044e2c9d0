package dev.pollux.engine;

import java.util.function.Consumer;

/** Writes dead letters. Thread-safe. */
public interface DeadLetters {
    /**
     * Writes a dead letter.
     *
     * @param acknowledged called once, from any thread: true when all in-sync replicas have it, false when they would not
     *     or could not take it, and it is to be tried again later
     */
    void write(DeadLetter letter, Consumer<Boolean> acknowledged);
}
