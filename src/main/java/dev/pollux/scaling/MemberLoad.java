package dev.pollux.scaling;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What one member has done since it started, and what it has for it.
 *
 * @param finished records finished since the start
 * @param busyNanos time spent in handler calls since the start, of all calls together
 * @param cpuNanos processor time of the process since the start
 * @param calls handler calls that may be in flight at once; at least 1
 * @param processors that the process may use; at least 1
 * @param positions of the partitions that it has now, what it fetches next; -1 before it fetched anything
 * @param destinationDown nothing gets through to where its records go
 */
public record MemberLoad(
        long finished,
        long busyNanos,
        long cpuNanos,
        int calls,
        int processors,
        Map<TopicPartition, Long> positions,
        boolean destinationDown) {
    /** When it starts. */
    public static final MemberLoad NONE = new MemberLoad(0, 0, 0, 1, 1, Map.of(), false);
}
