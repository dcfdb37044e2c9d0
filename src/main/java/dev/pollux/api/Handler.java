package dev.pollux.api;

/**
 * Handles one record at a time and blocks meanwhile; runs on a virtual thread, so blocking costs little. One that takes a few
 * microseconds is now and then called on the thread that polls, which saves the wake-up of another; where it blocks all the same, another
 * thread polls on. What it leaves in thread locals it may find again or not.
 */
@FunctionalInterface
public non-sealed interface Handler<K, V> extends RecordHandler<K, V> {

    /**
     * Handles one record.
     *
     * @return what became of it
     * @throws Exception counts as {@link Outcome#reject(Throwable)}; an {@link UnavailableException} as
     *     {@link Outcome#release}
     */
    Outcome handle(Delivery<K, V> delivery) throws Exception;
}
