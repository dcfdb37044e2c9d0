package dev.pollux.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the poll loop looked like at one moment; for probes, status and metrics.
 *
 * @param group the consumer group
 * @param memberId what the group's coordinator calls this member; empty before the first join
 * @param instanceId {@code group.instance.id}; empty for a dynamic member
 * @param started whether the first join is over, for good
 * @param notReady why the worker is not ready, for people; null while it is
 * @param stuck why a restart would help, for people; null while it would not
 * @param pollAgeSeconds time since {@code poll} was last called or returned
 * @param ends the log end offsets that the consumer saw last, for assigned partitions
 */
public record MemberView(
        String group,
        String memberId,
        String instanceId,
        boolean started,
        @Nullable String notReady,
        @Nullable String stuck,
        double pollAgeSeconds,
        List<EndOffset> ends) {

    /**
     * The end of a partition.
     *
     * @param offset the offset after its last record (for a {@code read_committed} consumer its last stable offset)
     */
    public record EndOffset(String topic, int partition, long offset) {}
}
