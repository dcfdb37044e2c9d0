package dev.pollux.kafka;

import java.time.Duration;

/** Where to begin in a partition without a committed offset, or with one that is out of range. */
public sealed interface StartPosition {
    /** At the oldest record. */
    record Earliest() implements StartPosition {}

    /** After the newest record. */
    record Latest() implements StartPosition {}

    /** Nowhere: the worker stops with an error that names the partitions. */
    record None() implements StartPosition {}

    /** At the first record that is at most this old (KIP-1106). */
    record Back(Duration duration) implements StartPosition {}

    /** The value of the client's {@code auto.offset.reset}. */
    default String autoOffsetReset() {
        return switch (this) {
            case Earliest() -> "earliest";
            case Latest() -> "latest";
            case None() -> "none";
            case Back(var duration) -> "by_duration:" + duration;
        };
    }
}
