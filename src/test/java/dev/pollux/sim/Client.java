package dev.pollux.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The part of a consumer that fetches: positions with their leader epochs (KIP-320), pauses, resets to the earliest offset.
 */
final class Client {
    /**
     * What one poll brought of one partition.
     *
     * @param nextOffset the position after it (KIP-1094)
     * @param epoch of the position; -1 where unknown
     */
    record Batch(Log log, List<Rec> records, long nextOffset, int epoch) {}

    private static final class Position {
        private long offset;
        private int epoch;
        private int incarnation;

        /** It takes some time to find the position and to fetch: the poll that brings a partition does not bring its records. */
        private boolean isNew = true;
    }

    private final Brokers brokers;
    private final RandomGenerator random;
    private final int pollRecords;
    private final Map<TopicPartition, Position> positions = new LinkedHashMap<>();
    private final Set<TopicPartition> paused = new LinkedHashSet<>();

    Client(Brokers brokers, RandomGenerator random, int pollRecords) {
        this.brokers = brokers;
        this.random = random;
        this.pollRecords = pollRecords;
    }

    Set<TopicPartition> owned() {
        return positions.keySet();
    }

    /** Begins where the group is. */
    void assign(TopicPartition partition, @Nullable Committed committed) {
        Position position = new Position();
        Log log = brokers.log(partition);
        position.offset = committed == null ? log.start() : committed.offset();
        position.epoch = committed == null ? -1 : committed.epoch();
        position.incarnation = committed == null ? log.incarnation() : committed.incarnation();
        positions.put(partition, position);
        paused.remove(partition);
    }

    void remove(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            positions.remove(partition);
            paused.remove(partition);
        }
    }

    void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    void seek(TopicPartition partition, long offset, int epoch) {
        Position position = positions.get(partition);
        if (position != null) {
            position.offset = offset;
            position.epoch = epoch;
        }
    }

    /** The position, once it is known to be in the log. */
    long position(TopicPartition partition) {
        Position position = positions.get(partition);
        if (position == null) {
            return -1;
        }
        validate(brokers.log(partition), position);
        return position.offset;
    }

    /** Which of the topic's logs it reads. */
    int incarnation(TopicPartition partition) {
        Position position = positions.get(partition);
        return position == null ? -1 : position.incarnation;
    }

    boolean hasData() {
        for (Map.Entry<TopicPartition, Position> entry : positions.entrySet()) {
            Log log = brokers.log(entry.getKey());
            Position position = entry.getValue();
            if (!paused.contains(entry.getKey())
                    && (position.offset != log.end()
                            || position.incarnation != log.incarnation()
                            || isTruncated(log, position))) {
                return true;
            }
        }
        return false;
    }

    /** What a poll returns; the partitions take turns. */
    List<Batch> fetch() {
        List<Batch> batches = new ArrayList<>();
        int left = pollRecords;
        List<TopicPartition> all = List.copyOf(positions.keySet());
        int first = all.isEmpty() ? 0 : random.nextInt(all.size());
        for (int i = 0; i < all.size(); i++) {
            TopicPartition partition = all.get((first + i) % all.size());
            Position position = Objects.requireNonNull(positions.get(partition));
            if (position.isNew) {
                position.isNew = false;
            } else if (left > 0 && !paused.contains(partition)) {
                Batch batch = fetch(brokers.log(partition), position, 1 + random.nextInt(left));
                if (batch != null) {
                    left -= batch.records.size();
                    batches.add(batch);
                }
            }
        }
        return batches;
    }

    /** Returns null where it brings nothing, and no other position. */
    private static @Nullable Batch fetch(Log log, Position position, int most) {
        long before = position.offset;
        validate(log, position);
        long begin = position.offset;
        int from = log.indexFrom(begin);
        int to = Math.min(from + most, log.records().size());
        List<Rec> records = List.copyOf(log.records().subList(from, to));
        position.offset = to == log.records().size() ? log.end() : records.getLast().offset + 1;
        if (position.offset > begin) {
            // Of the last batch, which may be a marker's.
            position.epoch = log.epochAt(position.offset - 1);
        }
        boolean isNews = !records.isEmpty() || position.offset != before;
        return isNews ? new Batch(log, records, position.offset, position.epoch) : null;
    }

    /** Notices what happened to the log, as far as a client can. */
    private static void validate(Log log, Position position) {
        if (position.incarnation != log.incarnation()) {
            position.incarnation = log.incarnation();
            reset(log, position);
        } else if (isTruncated(log, position)) {
            position.offset = log.endOfEpoch(position.epoch);
        }
        if (position.offset < log.start() || position.offset > log.end()) {
            reset(log, position);
        }
    }

    private static boolean isTruncated(Log log, Position position) {
        return position.epoch >= 0 && position.epoch < log.epoch() && position.offset > log.endOfEpoch(position.epoch);
    }

    private static void reset(Log log, Position position) {
        position.offset = log.start();
        position.epoch = -1;
    }
}
