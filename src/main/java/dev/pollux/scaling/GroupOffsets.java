package dev.pollux.scaling;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What one look at the group found: all partitions of all topics that it reads, whoever owns them.
 *
 * @param millis when, in milliseconds since the epoch
 */
public record GroupOffsets(long millis, Map<TopicPartition, PartitionOffsets> partitions) {
    /** Before the first look. */
    public static final GroupOffsets NONE = new GroupOffsets(-1, Map.of());

    /** Where the log of a partition ends; -1 where that is not known. */
    long end(TopicPartition partition) {
        PartitionOffsets found = partitions.get(partition);
        return found == null ? -1 : found.end();
    }
}
