package dev.pollux.engine;

import java.time.Duration;

/**
 * The {@code commit} section.
 *
 * @param strategy whether the poll thread waits for the answer
 * @param interval the longest time that a finished record waits for its commit to be sent; positive
 * @param maxRecords finished records that bring the commit forward, to a tenth of the interval after the one before at the soonest; at least 1
 * @param refreshInterval after this time a position is committed anew, though it did not move: offsets expire by the time
 *     of their commit; positive
 * @param metadataMaxChars the most characters of a commit's metadata for one partition; the brokers'
 *     {@code offset.metadata.max.bytes}; at least {@link #LEAST_METADATA_CHARS}
 */
public record CommitSettings(
        Strategy strategy, Duration interval, int maxRecords, Duration refreshInterval, int metadataMaxChars) {
    /** With fewer there would be room for next to nothing. */
    public static final int LEAST_METADATA_CHARS = 64;

    /** How a commit is sent. */
    public enum Strategy {
        /** The poll thread goes on; one commit is under way at a time. */
        ASYNC,
        /** The poll thread waits for the brokers' answer. */
        SYNC
    }
}
