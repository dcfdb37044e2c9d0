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
}
