package dev.pollux.api;

import java.util.concurrent.CompletionStage;

/** Starts the work for one record and completes later, on any thread. */
@FunctionalInterface
public non-sealed interface AsyncHandler<K, V> extends RecordHandler<K, V> {

    /**
     * Starts the work for one record; must not block for long.
     *
     * @return completes with what became of the record; completing exceptionally counts as
     *     {@link Outcome#reject(Throwable)}, with an {@link UnavailableException} as {@link Outcome#release}
     * @throws Exception counts as completing with it
     */
    CompletionStage<Outcome> handle(Delivery<K, V> delivery) throws Exception;

    /**
     * Whether {@link #handle} only starts something, and neither waits nor computes: then whoever completes a record, an event
     * loop for instance, calls it for the next one. Otherwise each call has a virtual thread of its own, which costs more than
     * such a call. Always the same. Nobody asks this of a {@code handler.type: java}, as its deserializers may wait.
     */
    default boolean isPrompt() {
        return false;
    }
}
