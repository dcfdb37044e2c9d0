package dev.pollux.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.Uuid;

/**
 * Notices topics that were deleted and made again under the same name, by their ids (KIP-516). The consumer does not tell:
 * where the new log is long enough, it goes on in it at the old position, and what is before would be skipped.
 *
 * <p>Written by the thread that looks at the cluster, read by the poll thread.
 */
public final class TopicIds {
    /**
     * A topic that is another one.
     *
     * @param lastOldNanos when the old one was last seen, by {@code System.nanoTime()}
     */
    record MadeAnew(String topic, long lastOldNanos) {}

    private record Seen(Uuid id, long nanos) {}

    /** Touched by the looking thread alone. */
    private final Map<String, Seen> seen = new HashMap<>();

    private final Queue<MadeAnew> news = new ConcurrentLinkedQueue<>();

    /** The looking thread: this topic has this id, asked for at that time. */
    void saw(String topic, Uuid id, long askedNanos) {
        Seen before = seen.put(topic, new Seen(id, askedNanos));
        if (before != null && !before.id.equals(id)) {
            news.add(new MadeAnew(topic, before.nanos));
        }
    }

    /** The poll thread: the topics that are others since this was asked last. */
    List<MadeAnew> takeMadeAnew() {
        List<MadeAnew> those = List.copyOf(news);
        those.forEach(news::remove);
        return those;
    }
}
