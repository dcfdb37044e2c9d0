package dev.pollux.scaling;

/**
 * One partition in one look at the group. All are the next offset, as Kafka counts.
 *
 * @param committed what the group committed; -1 for nothing
 * @param next where the group goes on: what it committed, or where {@code start} says if it committed nothing or an offset that is
 *     out of range; -1 where nobody knows, which is so with {@code start: none}
 * @param end the end of the log; for a {@code read_committed} group its last stable offset
 */
public record PartitionOffsets(long committed, long next, long end) {
    /** Offsets from where the group goes on to the end, as Kafka's own tools count them; -1 where it is not known. */
    public long lag() {
        return next < 0 ? -1 : Math.max(0, end - next);
    }
}
