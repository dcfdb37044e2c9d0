package dev.pollux.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
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
            List<TopicPartition> fresh = unplaced.stream()
                    .filter(partition -> committed.get(partition) == null)
                    .toList();
            // The ends come first: what is written between the two questions is behind them.
            Map<TopicPartition, Long> ends = Patience.unawakened(() -> consumer.endOffsets(fresh, PATIENCE));
            Map<TopicPartition, OffsetAndTimestamp> young =
                    Patience.unawakened(() -> consumer.offsetsForTimes(since(fresh, back), PATIENCE));
            ends.forEach((partition, end) -> {
                if (young.get(partition) == null) {
                    consumer.seek(partition, end);
                }
            });
        } catch (TimeoutException noAnswer) {
            // The next look asks again.
        }
    }

    private static Map<TopicPartition, Long> since(List<TopicPartition> partitions, Duration back) {
        long since = System.currentTimeMillis() - back.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, since)));
        return times;
    }
}
