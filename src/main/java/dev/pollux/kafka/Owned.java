package dev.pollux.kafka;

import dev.pollux.engine.Assignment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that are this member's, and where each stands. For the poll thread alone. */
final class Owned {
    private final Map<TopicPartition, Place> places = new LinkedHashMap<>();

    void add(Collection<TopicPartition> partitions) {
        long now = System.nanoTime();
        partitions.forEach(partition -> places.put(partition, Place.fresh(now)));
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(places::remove);
    }

    /** The partition, which is this member's, begins anew there. */
    void replace(TopicPartition partition, Place place) {
        places.replace(partition, place);
    }

    /** Null where the partition is not this member's. */
    @Nullable
    Place place(TopicPartition partition) {
        return places.get(partition);
    }

    /** Where the next fetch begins, as far as the engine knows; -1 where it knows nothing, or nothing is this member's. */
    long position(TopicPartition partition) {
        Place place = places.get(partition);
        return place == null ? -1 : place.position();
    }

    List<TopicPartition> partitions() {
        return List.copyOf(places.keySet());
    }

    /** Those of which nothing was fetched yet. */
    List<TopicPartition> unknown() {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().position() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    int size() {
        return places.size();
    }

    /** The partitions of those assignments that still hold. */
    List<TopicPartition> among(Collection<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> !assignment.isGone())
                .map(Assignment::partition)
                .filter(places::containsKey)
                .toList();
    }
}
