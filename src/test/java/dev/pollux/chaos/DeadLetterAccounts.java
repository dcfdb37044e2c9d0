package dev.pollux.chaos;

import dev.pollux.testkit.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Dead letters are what the receiver refuses for good, unharmed, and nothing else; an outage makes none. */
final class DeadLetterAccounts {
    private final Map<TopicPartition, Set<Long>> coordinates = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param written the messages by coordinates */
    DeadLetterAccounts(Books books, Map<String, Message> written, Map<String, List<Arrival>> settled) {
        for (ConsumerRecord<byte[], byte[]> letter : books.deadLetters()) {
            TopicPartition source = new TopicPartition(
                    header(letter, "pollux-source-topic"), Integer.parseInt(header(letter, "pollux-source-partition")));
            long offset = Long.parseLong(header(letter, "pollux-source-offset"));
            coordinates.computeIfAbsent(source, _ -> new HashSet<>()).add(offset);
            times.merge(source + "@" + offset, 1, Integer::sum);
            check(letter, source + "@" + offset, written, books.seed());
        }
        times.forEach((where, count) -> {
            int refusals = settled.getOrDefault(where, List.of()).size();
            if (count > refusals) {
                problems.add("%s has %d dead letters after %d last refusals".formatted(where, count, refusals));
            }
        });
    }

    /** Where the dead letters come from. */
    Map<TopicPartition, Set<Long>> coordinates() {
        return coordinates;
    }

    List<String> problems() {
        return problems;
    }

    private void check(ConsumerRecord<byte[], byte[]> letter, String where, Map<String, Message> written, long seed) {
        Message message = written.get(where);
        if (message == null
                || !Arrays.equals(message.value(), letter.value())
                || !Arrays.equals(Records.bytes(message.keyText()), letter.key())) {
            problems.add("the dead letter of %s is not the record as it was written".formatted(where));
        } else if (!message.refusedForGood(seed)) {
            problems.add("%s is a dead letter, but the receiver never refused it for good: %s"
                    .formatted(where, header(letter, "pollux-reason")));
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return Records.header(letter, name)
                .orElseThrow(() -> new IllegalStateException("a dead letter without " + name));
    }
}
