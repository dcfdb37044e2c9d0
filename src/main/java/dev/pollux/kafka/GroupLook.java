package dev.pollux.kafka;

import dev.pollux.scaling.GroupOffsets;
import dev.pollux.scaling.PartitionOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks the brokers where the group stands: what it committed and where the logs end, for all partitions, whoever owns them. Blocks until
 * they answer or don't. For one thread at a time.
 */
final class GroupLook {
    private final Admin admin;
    private final String group;
    private final StartPosition start;
    private final IsolationLevel isolation;
    private final int patienceMillis;

    /**
     * @param isolation how far a consumer of the group reads
     * @param patience for each answer
     */
    GroupLook(Admin admin, KafkaSettings settings, IsolationLevel isolation, Duration patience) {
        this.admin = admin;
        group = settings.group();
        start = settings.start();
        this.isolation = isolation;
        patienceMillis = (int) patience.toMillis();
    }

    /**
     * One look: two requests, and one more where the group has no offset to go on with, or where that is doubted.
     *
     * @param topics how many partitions each has
     * @param doubted partitions of which it is also asked whether the log still begins before the committed offset
     * @throws ExecutionException where any partition could not be asked: a sum without it would look like progress
     */
    GroupOffsets offsets(Map<String, Integer> topics, Set<TopicPartition> doubted)
            throws ExecutionException, InterruptedException {
        // First what is committed: the other way round, records in between would count as handled and not written.
        Map<TopicPartition, Long> committed = committed();
        long millis = System.currentTimeMillis();
        Map<TopicPartition, Long> ends = list(of(topics, OffsetSpec.latest()));
        Map<TopicPartition, Long> starts = starts(committed, ends, doubted, millis);
        Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
        ends.forEach((partition, end) -> {
            long commit = committed.getOrDefault(partition, -1L);
            offsets.put(partition, new PartitionOffsets(commit, starts.getOrDefault(partition, commit), end));
        });
        return new GroupOffsets(millis, offsets);
    }

    /** Where the logs ended at those times, in milliseconds since the epoch, by the timestamps of their records. */
    Map<TopicPartition, Long> endsAt(Map<TopicPartition, Long> millis) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        millis.forEach((partition, time) -> specs.put(partition, OffsetSpec.forTimestamp(time)));
        // Where there is no record as young, the log ended then where it ends now: -1.
        return list(specs);
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(patienceMillis);
        Map<TopicPartition, Long> committed = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(group, options)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return committed;
    }

    /**
     * Where the group goes on in partitions in which it cannot go on where it committed, as a consumer would find out: without a commit,
     * behind the end, or before the beginning; -1 where nobody knows.
     */
    private Map<TopicPartition, Long> starts(
            Map<TopicPartition, Long> committed,
            Map<TopicPartition, Long> ends,
            Set<TopicPartition> doubted,
            long millis)
            throws ExecutionException, InterruptedException {
        Set<TopicPartition> outside = new HashSet<>();
        ends.forEach((partition, end) -> {
            long commit = committed.getOrDefault(partition, -1L);
            if (commit < 0 || commit > end) {
                outside.add(partition);
            }
        });
        Set<TopicPartition> asked = new HashSet<>();
        asked.addAll(doubted);
        asked.retainAll(ends.keySet());
        asked.removeAll(outside);
        list(specs(asked, OffsetSpec.earliest())).forEach((partition, begin) -> {
            if (committed.getOrDefault(partition, -1L) < begin) {
                outside.add(partition);
            }
        });
        return starts(outside, ends, millis);
    }

    private Map<TopicPartition, Long> starts(Set<TopicPartition> outside, Map<TopicPartition, Long> ends, long millis)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> starts = switch (start) {
            case StartPosition.Earliest() -> list(specs(outside, OffsetSpec.earliest()));
            case StartPosition.Latest() -> new HashMap<>();
            case StartPosition.Back(var back) ->
                list(specs(outside, OffsetSpec.forTimestamp(Math.max(0, millis - back.toMillis()))));
            case StartPosition.None() -> outside.stream().collect(Collectors.toMap(partition -> partition, _ -> -1L));
        };
        if (!(start instanceof StartPosition.None)) {
            // Nothing is as young as start asks for: it is the end.
            starts.values().removeIf(at -> at < 0);
            outside.forEach(partition -> starts.putIfAbsent(partition, ends.getOrDefault(partition, -1L)));
        }
        return starts;
    }

    private Map<TopicPartition, Long> list(Map<TopicPartition, OffsetSpec> specs)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (specs.isEmpty()) {
            return offsets;
        }
        ListOffsetsResult result =
                admin.listOffsets(specs, new ListOffsetsOptions(isolation).timeoutMs(patienceMillis));
        for (var found : result.all().get().entrySet()) {
            offsets.put(found.getKey(), found.getValue().offset());
        }
        return offsets;
    }

    private static Map<TopicPartition, OffsetSpec> of(Map<String, Integer> topics, OffsetSpec spec) {
        return topics.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                .collect(Collectors.toMap(partition -> partition, _ -> spec));
    }

    private static Map<TopicPartition, OffsetSpec> specs(Set<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec));
    }
}
