package dev.pollux.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the group looked like at the last look that the brokers answered; for metrics.
 *
 * @param millis when that was, in milliseconds since the epoch; -1 before the first
 * @param partitions in the order of topic and partition
 * @param replicasWanted the members that the group needs; empty while nobody can tell
 * @param capacity what this member can do; empty while it finished nothing
 */
public record GroupView(
        long millis, List<PartitionLag> partitions, OptionalInt replicasWanted, Optional<Capacity.Estimate> capacity) {
    /** Before the first look. */
    public static final GroupView NONE = new GroupView(-1, List.of(), OptionalInt.empty(), Optional.empty());

    /** Several looks in a row came to nothing by then: what they would have found is not known any more. */
    private static final Duration FRESH = Duration.ofSeconds(45);

    /** Whether it may still be shown as what is now. */
    public boolean isFresh(long nowMillis) {
        return millis >= 0 && nowMillis - millis <= FRESH.toMillis();
    }
}
