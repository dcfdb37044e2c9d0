package dev.pollux.kafka;

import dev.pollux.engine.Assignment;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that are this member's, each with the position that the engine knows of; -1 before the first. For the
 * poll thread alone.
 */
final class Owned {
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();

    /** What the group had of them when they came, as far as it said so; empty where it had nothing. */
    private final Map<TopicPartition, Optional<OffsetAndMetadata>> committed = new HashMap<>();

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, -1L));
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(committed::remove);
    }

    /** The group had this commit when the partition came; null for none. */
    void found(TopicPartition partition, @Nullable OffsetAndMetadata commit) {
        committed.put(partition, Optional.ofNullable(commit));
    }

    /** Whether it is known what the group had when the partition came. */
    boolean knowsCommitted(TopicPartition partition) {
        return committed.containsKey(partition);
    }

    /** Whether the group had a later position: the log went back, and the commit, with its epoch, is what tells of that. */
    boolean isBehindCommitted(TopicPartition partition, long position) {
        return committed
                .getOrDefault(partition, Optional.empty())
                .filter(commit -> position < commit.offset())
                .isPresent();
    }

    /** The leader epoch that was committed with this very position: whoever commits it again must not lose it. */
    Optional<Integer> committedEpoch(TopicPartition partition, long position) {
        return committed
                .getOrDefault(partition, Optional.empty())
                .filter(commit -> commit.offset() == position)
                .flatMap(OffsetAndMetadata::leaderEpoch);
    }

    List<TopicPartition> partitions() {
        return List.copyOf(positions.keySet());
    }

    /** Those of which nothing was fetched yet. */
    List<TopicPartition> unknown() {
        return positions.entrySet().stream()
                .filter(entry -> entry.getValue() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    int size() {
        return positions.size();
    }

    /** The partitions of those assignments that still hold. */
    List<TopicPartition> among(Collection<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> !assignment.isGone())
                .map(Assignment::partition)
                .filter(positions::containsKey)
                .toList();
    }

    /** Moves on. Returns false where that is no news, or the partition is not this member's. */
    boolean move(TopicPartition partition, long position) {
        Long known = positions.get(partition);
        if (known == null || known >= position) {
            return false;
        }
        positions.put(partition, position);
        return true;
    }

    long position(TopicPartition partition) {
        return positions.getOrDefault(partition, -1L);
    }
}
