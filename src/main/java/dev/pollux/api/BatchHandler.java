package dev.pollux.api;

import java.util.List;

/** Handles several records of one partition in one blocking call; runs on a virtual thread, or where a {@link Handler} would. */
@FunctionalInterface
public non-sealed interface BatchHandler<K, V> extends RecordHandler<K, V> {

    /**
     * Handles the records, in offset order within a key ({@code ordering: key}) or within the partition.
     *
     * <p>Once a record was not accepted, the later ones of the same key (of the partition, under
     * {@code ordering: partition}) count as not handled, whatever the list says of them, and come again after it.
     *
     * @param batch at least one record; cannot be changed, may be read by any thread, and may make an equal delivery anew whenever
     *     it is asked for one
     * @return an outcome for each record, in the order of the batch; anything else counts as an exception
     * @throws Exception nobody knows for which record, so it uses up nobody's attempt: the records come again one by one,
     *     and what is thrown for one alone counts as {@link Outcome#reject(Throwable)}. An {@link UnavailableException}
     *     counts as {@link Outcome#release} for every record of the batch
     */
    List<Outcome> handle(List<Delivery<K, V>> batch) throws Exception;
}
