package dev.pollux.engine;

import java.time.Duration;

/**
 * What the engine has to know of polling.
 *
 * @param maxRecords the most records that one poll brings ({@code max.poll.records}); at least 1
 * @param maxBytes what one poll brings of one broker at most ({@code fetch.max.bytes}), but for a single larger batch
 * @param maxInterval after so long without a poll (the lesser of {@code max.poll.interval.ms} and the session time-out) the
 *     partitions may be another member's, and nothing is handed out; positive
 */
public record PollSettings(int maxRecords, long maxBytes, Duration maxInterval) {}
