package dev.pollux.worker;

import dev.pollux.api.Delivery;
import dev.pollux.engine.Assignment;
import dev.pollux.engine.Commit;
import dev.pollux.engine.ConsumerActions;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.Event;
import dev.pollux.engine.OffsetMapCodec;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.FetchedDeliveries;
import dev.pollux.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A few partitions in memory and a poll loop over them, in which partitions go and come back and commits fail. */
final class FakeBroker implements ConsumerActions {
    private static final long REVOKE_NANOS = 20_000_000;

    private final Random random;
    private final int pollRecords;
    private final Map<TopicPartition, List<Delivery<byte[], byte[]>>> log = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, String> metadata = new HashMap<>();
    private final Map<TopicPartition, Long> position = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();

    /** Added to by anyone, run by the poll thread. */
    private final Queue<Consumer<EngineDoor>> commands = new ConcurrentLinkedQueue<>();

    private long generation;

    /** Commits that moved a partition back; there must be none. */
    final List<String> faults = new ArrayList<>();

    FakeBroker(long seed, int partitions, int records, int pollRecords) {
        random = Seeds.random(seed);
        this.pollRecords = pollRecords;
        for (int partition = 0; partition < partitions; partition++) {
            log.put(new TopicPartition("t", partition), write(new TopicPartition("t", partition), records));
        }
    }

    private List<Delivery<byte[], byte[]>> write(TopicPartition partition, int count) {
        List<Delivery<byte[], byte[]>> records = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < count; i++) {
            offset += random.nextInt(10) == 0 ? 1 + random.nextInt(1000) : 1;
            String key = random.nextInt(10) == 0 ? null : String.valueOf((char) ('a' + random.nextInt(12)));
            records.add(Deliveries.record(partition, offset, key));
        }
        return records;
    }

    Map<TopicPartition, List<Delivery<byte[], byte[]>>> log() {
        return log;
    }

    private List<Delivery<byte[], byte[]>> records(TopicPartition partition) {
        return Objects.requireNonNull(log.get(partition));
    }

    private long end(TopicPartition partition) {
        return records(partition).getLast().offset() + 1;
    }

    boolean isAllCommitted() {
        return log.keySet().stream().allMatch(partition -> committed.getOrDefault(partition, 0L) == end(partition));
    }

    void assign(EngineDoor engine, Collection<TopicPartition> partitions) {
        generation++;
        for (TopicPartition partition : partitions) {
            position.put(partition, committed.getOrDefault(partition, 0L));
            paused.remove(partition);
        }
        engine.step(new Event.Assigned(List.copyOf(partitions)));
        for (TopicPartition partition : partitions) {
            long offset = committed.getOrDefault(partition, 0L);
            var decoded = OffsetMapCodec.decode(offset, metadata.getOrDefault(partition, ""));
            engine.step(new Event.Remembered(partition, offset, ((OffsetMapCodec.Decoded.Map) decoded).map()));
        }
    }

    /** One turn of the poll loop: commands, records, and now and then a rebalance. */
    void poll(EngineDoor engine) throws InterruptedException {
        obey(engine);
        if (!engine.awaitRoom(1_000_000)) {
            engine.step(new Event.NoRoom());
            obey(engine);
        }
        int left = pollRecords;
        for (TopicPartition partition : log.keySet()) {
            if (left > 0 && position.containsKey(partition) && !paused.contains(partition)) {
                left -= fetch(engine, partition, left);
            }
        }
        if (left == pollRecords) {
            // As a poll that finds nothing does; the wait also bounds how many rebalances there are.
            LockSupport.parkNanos(500_000);
        }
        int chance = random.nextInt(200);
        if (chance < 4) {
            List<TopicPartition> some =
                    log.keySet().stream().filter(p -> random.nextBoolean()).toList();
            takeAway(engine, some, chance < 1);
            assign(engine, some);
        }
    }

    private int fetch(EngineDoor engine, TopicPartition partition, int most) {
        long from = position.getOrDefault(partition, 0L);
        List<Delivery<byte[], byte[]>> batch = records(partition).stream()
                .filter(record -> record.offset() >= from)
                .limit(1 + random.nextInt(most))
                .map(this::ofThisGeneration)
                .toList();
        if (!batch.isEmpty()) {
            position.put(partition, batch.getLast().offset() + 1);
            engine.step(new Event.Fetched(
                    partition, FetchedDeliveries.of(batch), batch.getLast().offset() + 1, -1));
        }
        return batch.size();
    }

    private void takeAway(EngineDoor engine, List<TopicPartition> partitions, boolean lost)
            throws InterruptedException {
        if (lost) {
            engine.step(new Event.Lost(partitions));
        } else {
            engine.step(new Event.Revoking(partitions));
            boolean _ = engine.awaitIdle(partitions, REVOKE_NANOS);
            engine.step(new Event.CommitNow(partitions));
            obey(engine);
            engine.step(new Event.Revoked(partitions));
        }
        partitions.forEach(position::remove);
    }

    private Delivery<byte[], byte[]> ofThisGeneration(Delivery<byte[], byte[]> record) {
        return new Delivery<>(
                record.topic(),
                record.partition(),
                record.offset(),
                generation,
                record.key(),
                record.value(),
                new RecordHeaders(),
                1);
    }

    private void obey(EngineDoor engine) {
        Consumer<EngineDoor> command;
        while ((command = commands.poll()) != null) {
            command.accept(engine);
        }
    }

    @Override
    public void commit(Commit commit) {
        commands.add(engine -> {
            boolean confirmed = commit.last() || random.nextInt(5) > 0;
            if (confirmed) {
                commit.entries().stream().filter(Commit.Entry::isOwned).forEach(this::move);
            }
            engine.step(new Event.CommitEnded(commit, confirmed));
        });
    }

    private void move(Commit.Entry entry) {
        long before = committed.getOrDefault(entry.partition(), 0L);
        if (entry.offset() < before) {
            faults.add(entry.partition() + " went back from " + before + " to " + entry.offset());
        }
        committed.put(entry.partition(), entry.offset());
        metadata.put(entry.partition(), entry.metadata());
    }

    @Override
    public void pause(Collection<Assignment> assignments) {
        commands.add(engine -> paused.addAll(owned(assignments)));
    }

    @Override
    public void resume(Collection<Assignment> assignments) {
        commands.add(engine -> paused.removeAll(owned(assignments)));
    }

    private static List<TopicPartition> owned(Collection<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> !assignment.isGone())
                .map(Assignment::partition)
                .toList();
    }

    @Override
    public void drained() {}
}
