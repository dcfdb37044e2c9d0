package dev.pollux.kafka;

import dev.pollux.scaling.GroupLag;
import dev.pollux.scaling.GroupOffsets;
import dev.pollux.scaling.PartitionLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at the group, and asks the brokers' index of timestamps for what looks cannot tell: when records arrived that were there before
 * the first. For one thread at a time.
 */
final class GroupHistory {
    private final GroupLag lag = new GroupLag();
    private final Duration precise;
    private final int mostQuestions;
    private GroupOffsets last = GroupOffsets.NONE;

    /**
     * @param precise how precise the age of the oldest record has to be, or a tenth of it
     * @param mostQuestions about times after one look
     */
    GroupHistory(Duration precise, int mostQuestions) {
        this.precise = precise;
        this.mostQuestions = mostQuestions;
    }

    /** Takes a look; nothing has changed where that fails. */
    void look(GroupLook look, Map<String, Integer> topics) throws ExecutionException, InterruptedException {
        GroupOffsets found = look.offsets(topics, standing(topics));
        lag.saw(found);
        last = found;
        Map<TopicPartition, Long> questions = lag.questions(precise);
        for (int asked = 0; asked < mostQuestions && !questions.isEmpty(); asked++) {
            Map<TopicPartition, Long> asking = questions;
            look.endsAt(asking).forEach((partition, end) -> answered(partition, asking, end));
            questions = lag.questions(precise);
        }
    }

    /** What the last look found. */
    GroupOffsets last() {
        return last;
    }

    List<PartitionLag> partitions() {
        return lag.partitions();
    }

    private void answered(TopicPartition partition, Map<TopicPartition, Long> asking, long end) {
        Long millis = asking.get(partition);
        if (millis != null) {
            lag.learned(partition, millis, end < 0 ? Long.MAX_VALUE : end);
        }
    }

    /** Where nothing goes on, the log may have been cut off by retention. */
    private Set<TopicPartition> standing(Map<String, Integer> topics) {
        return lag.partitions().stream()
                .filter(partition -> partition.stuck() && topics.containsKey(partition.topic()))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
    }
}
