package dev.pollux.kafka;

import dev.pollux.scaling.PartitionLag;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a group stands, for people.
 *
 * @param state as Kafka's own tools name it, such as {@code Stable}; null where there is no such group
 * @param members how many it has
 * @param partitions of all topics that are read, in the order of topic and partition
 * @param owners of the partitions that have one
 */
public record GroupReport(
        @Nullable String state, int members, List<PartitionLag> partitions, Map<TopicPartition, Owner> owners) {
    /**
     * A member.
     *
     * @param name its {@code group.instance.id}, or what the coordinator calls it
     * @param host from where it is connected
     */
    public record Owner(String name, String host) {}
}
