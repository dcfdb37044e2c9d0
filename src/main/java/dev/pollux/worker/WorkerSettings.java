package dev.pollux.worker;

import java.time.Duration;

/**
 * What the workers are assembled from.
 *
 * @param timeout {@code handler.timeout}: the longest that one call may take
 * @param concurrency handler calls in flight at once
 * @param batchMaxRecords the most records that a batch handler gets at once
 */
public record WorkerSettings(Duration timeout, int concurrency, int batchMaxRecords) {}
