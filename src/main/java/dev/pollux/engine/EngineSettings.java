package dev.pollux.engine;

/**
 * What the engine is assembled from.
 *
 * @param concurrency handler calls in flight at once, in this process; at least 1
 */
public record EngineSettings(
        Ordering ordering,
        DeliveryGuarantee delivery,
        int concurrency,
        RetrySettings retry,
        OnExhausted onExhausted,
        CommitSettings commit,
        CircuitSettings circuit,
        BufferSettings buffer) {}
