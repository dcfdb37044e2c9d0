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

    /** The newest leader epoch that the engine knows of; where one is known. */
    private final Map<TopicPartition, Integer> leaderEpochs = new HashMap<>();

    /** When those of them began anew whose log turned out to be another one, by {@code System.nanoTime()}. */
    private final Map<TopicPartition, Long> begunAnew = new HashMap<>();

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, -1L));
    }

    /** Of a partition whose log went back nothing holds but the leader epoch: what is left of the log has no newer one. */
    void beginAnew(TopicPartition partition) {
        positions.put(partition, -1L);
        committed.remove(partition);
        begunAnew.put(partition, System.nanoTime());
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(committed::remove);
        partitions.forEach(leaderEpochs::remove);
        partitions.forEach(begunAnew::remove);
    }

    /** The newest leader epoch below the position: no record there is of a newer one. */
    Optional<Integer> leaderEpoch(TopicPartition partition) {
        return Optional.ofNullable(leaderEpochs.get(partition));
    }

    /** The group had this commit when the partition came; null for none. */
    void found(TopicPartition partition, @Nullable OffsetAndMetadata commit) {
        committed.put(partition, Optional.ofNullable(commit));
    }

    /** Whether it is known what the group had when the partition came. */
    boolean knowsCommitted(TopicPartition partition) {
        return committed.containsKey(partition);
    }

    /**
     * The leader epoch to commit a beginning with: the one that was committed with this position, or with a later one from
     * which the client was set back. Whoever commits it again must not lose it, or nobody would notice when the log goes back
     * further. No record before the position is of a newer one.
     */
    Optional<Integer> committedEpoch(TopicPartition partition, long position) {
        return committed
                .getOrDefault(partition, Optional.empty())
                .filter(commit -> position <= commit.offset())
                .flatMap(OffsetAndMetadata::leaderEpoch)
                .or(() -> leaderEpoch(partition));
    }

    /** Whether it began anew after that time. */
    boolean isNewerThan(TopicPartition partition, long nanos) {
        Long begun = begunAnew.get(partition);
        return begun != null && begun - nanos > 0;
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
    boolean move(TopicPartition partition, long position, int leaderEpoch) {
        Long known = positions.get(partition);
        if (known == null || known >= position) {
            return false;
        }
        positions.put(partition, position);
        if (leaderEpoch >= 0) {
            leaderEpochs.put(partition, leaderEpoch);
        }
        return true;
    }

    long position(TopicPartition partition) {
        return positions.getOrDefault(partition, -1L);
    }
}
