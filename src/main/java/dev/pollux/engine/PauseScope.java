package dev.pollux.engine;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a person pauses or resumes.
 *
 * @param topic null for all topics
 * @param partition null for all partitions of the topic
 */
public record PauseScope(@Nullable String topic, @Nullable Integer partition) {
    /** Everything. */
    public static final PauseScope ALL = new PauseScope(null, null);

    /** A partition without a topic makes no sense. */
    public PauseScope {
        if (topic == null && partition != null) {
            throw new IllegalArgumentException("partition " + partition + " of which topic?");
        }
    }

    boolean covers(TopicPartition that) {
        return (topic == null || topic.equals(that.topic())) && (partition == null || partition == that.partition());
    }

    /** Whether it covers all that the other one does. */
    boolean covers(PauseScope other) {
        return topic == null || (topic.equals(other.topic) && (partition == null || partition.equals(other.partition)));
    }
}
