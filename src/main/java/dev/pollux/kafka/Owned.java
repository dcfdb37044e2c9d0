package dev.pollux.kafka;

import dev.pollux.engine.Assignment;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that are this member's, each with the position that the engine knows of; -1 before the first. For the
 * poll thread alone.
 */
final class Owned {
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();

    /** When those of them began anew whose log turned out to be another one, by {@code System.nanoTime()}. */
    private final Map<TopicPartition, Long> begunAnew = new HashMap<>();

    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, -1L));
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(begunAnew::remove);
    }

    void beganAnew(TopicPartition partition) {
        begunAnew.put(partition, System.nanoTime());
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
