package dev.pollux.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * How many partitions the topics have that the group reads, whoever owns them. Written by the thread that looks at the cluster, read by
 * the one that looks at the group.
 */
public final class TopicSizes {
    /** Replaced, never changed. */
    private volatile Map<String, Integer> sizes = Map.of();

    /** The looking thread: what the brokers say. Of what they say nothing, what they said before holds. */
    void saw(DescribedTopics topics) {
        Map<String, Integer> now = new HashMap<>(topics.failures().isEmpty() ? Map.of() : sizes);
        topics.missing().forEach(now::remove);
        now.putAll(topics.partitions());
        sizes = Map.copyOf(now);
    }

    /** The number of partitions of each topic; empty before the first look. */
    Map<String, Integer> get() {
        return sizes;
    }
}
