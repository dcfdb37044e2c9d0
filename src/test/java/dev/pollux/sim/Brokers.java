package dev.pollux.sim;

import dev.pollux.guarantee.CommittedOffsets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The logs, and what the group committed of them. */
final class Brokers {
    private final Setup setup;
    private final Faults faults;
    private final RandomGenerator random;
    private final Runnable onNews;
    private final Map<TopicPartition, Log> logs = new LinkedHashMap<>();
    private final Map<TopicPartition, Committed> committed = new LinkedHashMap<>();

    private final CommittedOffsets promise = new CommittedOffsets();

    private final List<byte[]> keys = new ArrayList<>();

    /**
     * @param onNews told when there may be something to fetch
     */
    Brokers(Setup setup, Faults faults, RandomGenerator random, Runnable onNews) {
        this.setup = setup;
        this.faults = faults;
        this.random = random;
        this.onNews = onNews;
        for (int i = 0; i < setup.partitions(); i++) {
            TopicPartition partition = new TopicPartition("t", i);
            logs.put(partition, new Log(partition));
        }
        for (int i = 0; i < setup.keys(); i++) {
            keys.add(Integer.toString(i, 36).concat(".").getBytes(StandardCharsets.US_ASCII));
        }
    }

    List<TopicPartition> partitions() {
        return List.copyOf(logs.keySet());
    }

    Iterable<Log> logs() {
        return logs.values();
    }

    Log log(TopicPartition partition) {
        return Objects.requireNonNull(logs.get(partition));
    }

    @Nullable
    Committed committed(TopicPartition partition) {
        return committed.get(partition);
    }

    /** Writes so many records, and now and then what is none. */
    void append(Log log, int count) {
        for (int i = 0; i < count; i++) {
            if (faults.strikes(Fault.GAPS, 0.3)) {
                log.gap(random.nextInt(10) == 0 ? 1 + random.nextInt(1_000_000) : 1 + random.nextInt(3));
            }
            byte[] key = random.nextInt(10) == 0 ? null : keys.get(random.nextInt(keys.size()));
            int size = 4 + random.nextInt(setup.recordBytes());
            boolean poison = faults.strikes(Fault.POISON, 0.1);
            log.append(
                    new Rec(log.partition, log.end(), key, size, log.epoch(), lane(log, key), log.rewrites(), poison));
        }
        if (faults.strikes(Fault.GAPS, 0.5)) {
            log.gap(1);
        }
        onNews.run();
    }

    private @Nullable String lane(Log log, byte @Nullable [] key) {
        String ofLog = String.valueOf(log.partition.partition());
        return switch (setup.engine().ordering()) {
            case KEY -> key == null ? null : ofLog + '/' + new String(key, StandardCharsets.US_ASCII);
            case PARTITION -> ofLog;
            case NONE -> null;
        };
    }

    /** A commit arrives. */
    void commit(TopicPartition partition, Sending.Part part) {
        Log log = log(partition);
        boolean isOfThisLog = part.rewrites() == log.rewrites();
        if (!isOfThisLog) {
            promise.logWentBack(partition);
        }
        promise.committed(partition, part.offset());
        if (isOfThisLog && log.takesBackOverNothing(part.offset(), part.epoch())) {
            // Behind a marker of a newer leader, of which only its offset was seen: whoever comes next reads it once
            // more.
            promise.logWentBack(partition);
        }
        if (!isOfThisLog || setup.isAtMostOnce()) {
            // At most once, what was committed and not confirmed is fetched again, perhaps less of it.
            promise.logWentBack(partition);
        }
        boolean isMapOfAnother = !part.metadata().isEmpty() && part.tenure().carriesAnotherLogsMap();
        int rewrites = isOfThisLog && !isMapOfAnother ? log.rewrites() : -1;
        committed.put(
                partition, new Committed(part.offset(), part.epoch(), part.metadata(), part.incarnation(), rewrites));
    }

    void truncate(Log log, long to) {
        log.truncate(to);
        promise.logWentBack(log.partition);
    }

    void recreate(Log log) {
        log.recreate();
        committed.remove(log.partition);
        promise.logWentBack(log.partition);
    }

    /** Whether there is nothing left to do, by commits of those who know the logs as they are. */
    boolean isAllCommitted() {
        for (Log log : logs.values()) {
            Committed last = committed.get(log.partition);
            if (last == null ? log.end() > 0 : last.offset() != log.end() || last.rewrites() != log.rewrites()) {
                return false;
            }
        }
        return true;
    }

    /** How far each partition is. */
    String progress() {
        StringBuilder text = new StringBuilder();
        for (Log log : logs.values()) {
            text.append(log.partition)
                    .append(": committed ")
                    .append(committed.get(log.partition))
                    .append(", log from ")
                    .append(log.start())
                    .append(" to ")
                    .append(log.end())
                    .append("; ");
        }
        return text.toString();
    }
}
