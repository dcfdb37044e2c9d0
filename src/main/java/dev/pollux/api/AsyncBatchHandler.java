package dev.pollux.api;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Starts the work for several records of one partition and completes later, on any thread. */
@FunctionalInterface
public non-sealed interface AsyncBatchHandler<K, V> extends RecordHandler<K, V> {

    /**
     * Starts the work for a batch; must not block for long. Order and later records are as in {@link BatchHandler}.
     *
     * @param batch at least one record
     * @return completes with an outcome for each record, in the order of the batch; anything else, and completing
     *     exceptionally, is as when a {@link BatchHandler} throws
     * @throws Exception counts as completing with it
     */
    CompletionStage<List<Outcome>> handle(List<Delivery<K, V>> batch) throws Exception;
}
