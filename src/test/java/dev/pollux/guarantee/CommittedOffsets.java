package dev.pollux.guarantee;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A committed offset never goes back, but where the log did. */
public final class CommittedOffsets {
    private final Map<TopicPartition, Long> highest = new HashMap<>();

    /** The brokers have a commit. */
    public void committed(TopicPartition partition, long offset) {
        Long before = highest.put(partition, offset);
        if (before != null && before > offset) {
            throw new BrokenPromise("commits go on: " + partition + " went back from " + before + " to " + offset);
        }
    }

    /** The log was truncated or made anew, or the commit is of somebody who cannot know that yet. */
    public void logWentBack(TopicPartition partition) {
        highest.remove(partition);
    }
}
