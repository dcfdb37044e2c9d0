package dev.pollux.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Partitions in which nothing is as young as {@code start: <a duration>} asks for (KIP-1106): their place is the end. The
 * client (4.4) finds no offset there and asks again only after {@code request.timeout.ms}, 30 s by default; whatever is
 * written meanwhile would wait as long. For the poll thread alone.
 */
final class QuietPartitions {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private QuietPartitions() {}

    /**
     * Places the consumer at the end of those that are quiet, have no commit and are without a position.
     *
     * @param back how far back {@code start} reaches
     */
    static void place(Consumer<byte[], byte[]> consumer, List<TopicPartition> unplaced, Duration back) {
        try {
            var committed = Patience.unawakened(() -> consumer.committed(Set.copyOf(unplaced), PATIENCE));
            List<TopicPartition> fresh = new ArrayList<>(unplaced);
            fresh.removeIf(partition -> committed.get(partition) != null);
            // One that has no leader keeps those asked for with it from an answer, and those behind it waiting.
            Collections.shuffle(fresh);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (TopicPartition partition : fresh) {
                place(consumer, partition, back, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (TimeoutException noAnswer) {
            // The next look asks again.
        }
    }

    private static void place(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, Duration back, Duration patience) {
        // The end comes first: what is written between the two questions is behind it.
        Map<TopicPartition, Long> ends = Patience.unawakened(() -> consumer.endOffsets(Set.of(partition), patience));
        long since = Math.max(0, System.currentTimeMillis() - back.toMillis());
        var young = Patience.unawakened(() -> consumer.offsetsForTimes(Map.of(partition, since), patience));
        if (young.get(partition) == null) {
            ends.forEach(consumer::seek);
        }
    }
}
