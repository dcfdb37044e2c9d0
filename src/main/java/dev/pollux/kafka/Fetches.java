package dev.pollux.kafka;

import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Event;
import dev.pollux.engine.FetchedRecords;
import dev.pollux.kafka.TopicIds.Sameness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the engine what a poll returned, one event a partition. For whoever has the turn to poll. */
final class Fetches {
    private static final Logger LOG = LoggerFactory.getLogger(Fetches.class);

    private static final int UNKNOWN = -1;

    /** Whoever has no right to ask for topics never learns whether one is another. */
    private static final long LONGEST_DOUBT_NANOS = Duration.ofSeconds(10).toNanos();

    private final EngineDoor engine;
    private final Owned owned;
    private final CommittedMaps committedMaps;
    private final TopicIds topicIds;
    private final StartPosition start;

    /** See {@link #isMisled}. */
    private boolean misled;

    Fetches(Owned owned, CommittedMaps committedMaps, TopicIds topicIds, EngineDoor engine, StartPosition start) {
        this.start = start;
        this.topicIds = topicIds;
        this.committedMaps = committedMaps;
        this.owned = owned;
        this.engine = engine;
    }

    /**
     * Hands over what a poll brought; seeks back where a partition's log turned out to be another one. Where that fails, what was
     * not handed over is fetched again: the consumer has moved on, and nobody would miss it.
     */
    void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> told = new HashSet<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
            for (TopicPartition partition : records.partitions()) {
                take(consumer, partition, records.records(partition), next.get(partition));
                told.add(partition);
            }
            next.forEach((partition, position) -> {
                // An idle poll repeats the positions; those of records are told above.
                if (records.records(partition).isEmpty()) {
                    step(partition, PolledRecords.NONE, position.offset(), epoch(position.leaderEpoch()));
                }
            });
        } catch (RuntimeException e) {
            rewind(consumer, records, told);
            throw e;
        }
    }

    private void take(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> fetched,
            @Nullable OffsetAndMetadata next) {
        if (fetched.isEmpty()) {
            return;
        }
        ConsumerRecord<byte[], byte[]> first = fetched.getFirst();
        if (first.offset() < owned.position(partition)) {
            long from = Math.min(committable(partition, first.offset()), first.offset());
            seek(consumer, partition, from, first.leaderEpoch());
            wentBack(consumer, partition, first.offset());
        } else {
            Place place = owned.place(partition);
            if (place != null) {
                place.recordCame();
            }
            take(partition, fetched, next);
        }
    }

    /**
     * Tells where partitions begin that brought nothing yet, so that the place is committed: found by {@code latest}, it
     * must still be known after a restart. Costs a look at each partition; not for every poll.
     */
    void takeBeginnings(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> beginnings = new LinkedHashMap<>();
        List<TopicPartition> unplaced = new ArrayList<>();
        for (TopicPartition partition : owned.unknown()) {
            try {
                beginnings.put(partition, consumer.position(partition, Duration.ZERO));
            } catch (TimeoutException notYetKnown) {
                unplaced.add(partition);
            }
        }
        committedMaps.readMissing(beginnings.keySet()).forEach(engine::step);
        beginnings.forEach(this::takeBeginning);
        if (start instanceof StartPosition.Back(var duration) && !unplaced.isEmpty()) {
            QuietPartitions.place(consumer, unplaced, duration);
        }
    }

    private void takeBeginning(TopicPartition partition, long position) {
        Place place = owned.place(partition);
        if (place == null || !place.knowsCommitted()) {
            return;
        }
        Sameness sameness = sameness(partition, place);
        if (sameness == Sameness.NEVER_KNOWN) {
            misled |= place.mayMislead();
            // Better none than another topic's.
            place.forgetEpochs();
        }
        if (sameness == Sameness.SAME || sameness == Sameness.NEVER_KNOWN) {
            step(partition, PolledRecords.NONE, position, epoch(place.committedEpoch(position)));
        }
    }

    /**
     * Whether a partition that went back has the topic that it had. Where it has another one, {@link #beginAnew} takes care of it
     * before this is asked.
     */
    private Sameness sameness(TopicPartition partition, Place place) {
        Long doubted = place.doubtedSince();
        if (doubted == null) {
            return Sameness.SAME;
        }
        Sameness sameness = topicIds.since(partition.topic(), place.cameNanos(), doubted);
        if (sameness != Sameness.NOT_ASKED) {
            return sameness;
        }
        if (System.nanoTime() - doubted > LONGEST_DOUBT_NANOS) {
            return Sameness.NEVER_KNOWN;
        }
        topicIds.wantLook();
        return sameness;
    }

    /**
     * Notices where offsets went back though no record came: the positions known here would be committed for a log that
     * they are not of. Not for every poll either.
     */
    void lookBack(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : owned.partitions()) {
            try {
                long position = consumer.position(partition, Duration.ZERO);
                Place place = owned.place(partition);
                if (place != null && position < place.position()) {
                    long from = Math.min(committable(partition, position), position);
                    if (from < position) {
                        seek(consumer, partition, from, place.leaderEpoch());
                    }
                    wentBack(consumer, partition, position);
                }
            } catch (TimeoutException notKnown) {
                // The client is about to find out.
            }
        }
    }

    /** Begins these topics' partitions at offset 0, but for those that are at home there: everything there is news. */
    void beginAnew(Consumer<byte[], byte[]> consumer, List<TopicIds.MadeAnew> topics) {
        for (TopicIds.MadeAnew anew : topics) {
            for (TopicPartition partition : owned.partitions()) {
                Place place = owned.place(partition);
                if (place != null && topicIds.beginsAnew(partition, anew, place)) {
                    LOG.warn("{} was deleted and made again: it is read from its beginning", partition);
                    misled |= place.mayMislead();
                    consumer.seek(partition, 0);
                    startOver(consumer, partition, Place.afterReplacement(System.nanoTime()));
                    step(partition, PolledRecords.NONE, 0, UNKNOWN);
                }
            }
        }
    }

    /**
     * Whether the client may take a new topic's leaders for outdated. It keeps the highest leader epoch of each partition that it
     * ever read from a commit or wrote into one, and one with the old topic's may have been written when it knew of the new topic
     * already; it then fetches nothing of it, ever. Stays true: another client has to be made.
     */
    boolean isMisled() {
        return misled;
    }

    /** Fetches these records again with the next poll: they must not be handled yet. */
    void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        rewind(consumer, records, Set.of());
    }

    private void rewind(
            Consumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> records,
            Set<TopicPartition> butForThese) {
        for (TopicPartition partition : records.partitions()) {
            if (owned.place(partition) != null && !butForThese.contains(partition)) {
                ConsumerRecord<byte[], byte[]> first =
                        records.records(partition).getFirst();
                seek(consumer, partition, first.offset(), first.leaderEpoch());
            }
        }
    }

    /** What a commit of all that a poll brought would hold; an interceptor may have dropped the positions. */
    static Map<TopicPartition, OffsetAndMetadata> positions(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>(records.nextOffsets());
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<byte[], byte[]> last = records.records(partition).getLast();
            positions.putIfAbsent(partition, new OffsetAndMetadata(after(last), last.leaderEpoch(), ""));
        }
        return positions;
    }

    /** The oldest record that is not finished, as far as the engine knows. */
    private long committable(TopicPartition partition, long otherwise) {
        return engine.view().partitions().stream()
                .filter(view -> view.topic().equals(partition.topic()) && view.partition() == partition.partition())
                .mapToLong(PartitionView::committable)
                .filter(known -> known >= 0)
                .findFirst()
                .orElse(otherwise);
    }

    /**
     * Offsets went back: the log was truncated, or the topic deleted and made again, so what is known of the offsets from
     * here on is about other records. The partition begins anew, at the oldest record that is not finished.
     */
    private void wentBack(Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        Place place = Objects.requireNonNull(owned.place(partition));
        LOG.warn("{} went back from offset {} to {}: its log is another one", partition, place.position(), offset);
        startOver(consumer, partition, place.afterGoingBack(System.nanoTime()));
    }

    /** What the engine knew of its offsets is about other records. */
    private void startOver(Consumer<byte[], byte[]> consumer, TopicPartition partition, Place place) {
        // The engine begins without a pause, which the client does not know.
        consumer.resume(List.of(partition));
        owned.replace(partition, place);
        engine.step(new Event.BegunAnew(List.of(partition)));
    }

    /**
     * Goes back to an offset at or before a record. With the record's leader epoch, where one is known, the client notices
     * when the log is truncated before it has fetched from there (KIP-320).
     */
    private static void seek(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, Optional<Integer> leaderEpoch) {
        consumer.seek(partition, new OffsetAndMetadata(offset, leaderEpoch, ""));
    }

    /**
     * @param position where the next fetch begins; null where an interceptor dropped the positions
     */
    private void take(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable OffsetAndMetadata position) {
        ConsumerRecord<byte[], byte[]> last = records.getLast();
        if (position == null) {
            take(partition, records, after(last));
        } else if (position.leaderEpoch().isEmpty() || position.leaderEpoch().equals(last.leaderEpoch())) {
            take(partition, records, position.offset());
        } else {
            // A newer leader's marker is behind the last record.
            take(partition, records, after(last));
            step(partition, PolledRecords.NONE, position.offset(), epoch(position.leaderEpoch()));
        }
    }

    /** One event for each leader epoch, of which there is nearly always one: they only grow, so the first and the last tell. */
    private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long position) {
        PolledRecords polled = PolledRecords.of(records);
        int from = 0;
        boolean several =
                !records.getFirst().leaderEpoch().equals(records.getLast().leaderEpoch());
        for (int i = 1; several && i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (!record.leaderEpoch().equals(records.get(from).leaderEpoch())) {
                int epoch = epoch(records.get(from).leaderEpoch());
                step(partition, polled.moveOut(from, i), record.offset(), epoch);
                from = i;
            }
        }
        FetchedRecords rest = from == 0 ? polled : polled.moveOut(from, records.size());
        step(partition, rest, position, epoch(records.get(from).leaderEpoch()));
    }

    private void step(TopicPartition partition, FetchedRecords records, long position, int leaderEpoch) {
        Place place = owned.place(partition);
        if (place != null && place.move(position, leaderEpoch)) {
            engine.stepKeeping(new Event.Fetched(partition, records, position, leaderEpoch));
        }
    }

    private static long after(ConsumerRecord<byte[], byte[]> last) {
        return last.offset() + 1;
    }

    private static int epoch(Optional<Integer> leaderEpoch) {
        return leaderEpoch.orElse(UNKNOWN);
    }
}
