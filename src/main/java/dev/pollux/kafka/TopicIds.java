package dev.pollux.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Notices topics that were deleted and made again under the same name, by their ids (KIP-516). The consumer does not tell:
 * where the new log is long enough, it goes on in it at the old position, and what is before would be skipped.
 *
 * <p>Written by the thread that looks at the cluster, read by the poll thread.
 */
public final class TopicIds {
    /** By then every member has looked ({@link ClusterWatch}), and none commits a position in the old topic any more. */
    private static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();

    /**
     * A topic that is another one.
     *
     * @param lastOldNanos when the old one was last seen, by {@code System.nanoTime()}
     * @param seenNanos when the new one was first asked for
     */
    record MadeAnew(String topic, long lastOldNanos, long seenNanos) {}

    /** What is known of a topic that a log went back in. */
    enum Sameness {
        /** Nobody asked for it since. */
        NOT_ASKED,
        SAME,
        /** {@link #madeAnew} has it. */
        ANOTHER,
        /** It was not asked for before the partition came. */
        NEVER_KNOWN
    }

    /**
     * @param firstNanos when this id was asked for first
     * @param replaces whether the topic had another one before
     */
    private record Seen(Uuid id, long nanos, long firstNanos, boolean replaces) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** One for each look that is wanted before its time. */
    private final Semaphore wanted = new Semaphore(0);

    private final Queue<MadeAnew> news = new ConcurrentLinkedQueue<>();

    /** When this process began partitions anew for news that are kept; touched by the poll thread alone. */
    private final Map<TopicPartition, Long> begunAnew = new HashMap<>();

    /** The looking thread: this topic has this id, asked for at that time. */
    void saw(String topic, Uuid id, long askedNanos) {
        Seen before = seen.get(topic);
        if (before != null && before.id.equals(id)) {
            seen.put(topic, new Seen(id, askedNanos, before.firstNanos, before.replaces));
            return;
        }
        if (before != null) {
            news.add(new MadeAnew(topic, before.nanos, askedNanos));
        }
        seen.put(topic, new Seen(id, askedNanos, askedNanos, before != null));
    }

    /**
     * The poll thread: the topics that turned out to be others a short while ago. Not only once: a partition may still come with
     * a position in the old one, from a member that has not looked yet.
     */
    List<MadeAnew> madeAnew(long now) {
        news.removeIf(anew -> now - anew.seenNanos > KEPT_NANOS);
        if (news.isEmpty()) {
            begunAnew.clear();
        }
        return List.copyOf(news);
    }

    /** The poll thread: whether this partition of that topic is to begin anew; once in this process. */
    boolean beginsAnew(TopicPartition partition, MadeAnew anew, Place place) {
        if (!partition.topic().equals(anew.topic) || place.isAtHomeSince(anew.lastOldNanos)) {
            return false;
        }
        Long before = begunAnew.get(partition);
        if (before != null && before - anew.lastOldNanos > 0) {
            return false;
        }
        begunAnew.put(partition, System.nanoTime());
        return true;
    }

    /**
     * The poll thread: whether the topic of a log that went back is the one that it was, as far as anybody asked.
     *
     * @param cameNanos since when this member has the partition: an id that was asked for first later than that may be another
     *     topic's than the one that records came from meanwhile, though the log had not gone back yet
     * @param wentBackNanos when it was noticed that the log went back
     */
    Sameness since(String topic, long cameNanos, long wentBackNanos) {
        Seen last = seen.get(topic);
        if (last == null || last.nanos - wentBackNanos <= 0) {
            return Sameness.NOT_ASKED;
        }
        if (last.firstNanos - cameNanos < 0) {
            return Sameness.SAME;
        }
        return last.replaces && last.firstNanos - wentBackNanos >= 0 ? Sameness.ANOTHER : Sameness.NEVER_KNOWN;
    }

    /** Any thread: a look is wanted now. */
    void wantLook() {
        wanted.release();
    }

    /** The looking thread: waits until a look is wanted, or for so long. */
    void awaitWanted(Duration longest) throws InterruptedException {
        if (wanted.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            wanted.drainPermits();
        }
    }
}
