package dev.pollux.kafka;

import dev.pollux.engine.Commit;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Listener.CommitOutcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends commits and tells the engine how they ended. For the poll thread alone. */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /** How long a commit that is waited for may take: a deleted topic in it would hold it up to the deadline. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final CommitSettings.Strategy strategy;
    private final EngineDoor engine;
    private final Listener listener;

    private final Owned owned;

    /** One that nobody waits for and that is not answered yet. */
    private @Nullable Commit underWay;

    /** Why the worker cannot go on, once a commit said so. Not thrown: the client would wrap it in its callbacks. */
    private @Nullable PollEnd end;

    /** Whether the last commit that was waited for came while the group was rebalancing. */
    private boolean rebalancing;

    Committer(
            Consumer<byte[], byte[]> consumer,
            Owned owned,
            CommitSettings.Strategy strategy,
            EngineDoor engine,
            Listener listener) {
        this.consumer = consumer;
        this.owned = owned;
        this.strategy = strategy;
        this.engine = engine;
        this.listener = listener;
    }

    /** Sends it, but for partitions that went since it was decided: their offsets are another member's to commit. */
    void send(Commit commit) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
        for (Commit.Entry entry : commit.entries()) {
            if (entry.isOwned() && !isOvertaken(entry)) {
                offsets.put(entry.partition(), offset(entry));
            }
        }
        if (offsets.isEmpty()) {
            engine.step(new Event.CommitEnded(commit, true));
        } else if (commit.last() || strategy == CommitSettings.Strategy.SYNC) {
            sync(commit, offsets);
        } else {
            async(commit, offsets);
        }
    }

    /** At most once: these records may be handled only when this returned true. */
    boolean before(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (failureOf(offsets) != null) {
            return false;
        }
        offsets.forEach((partition, offset) -> {
            Place place = owned.place(partition);
            if (place != null) {
                place.committedBefore(offset.offset());
            }
        });
        return true;
    }

    /** At most once: whether it was decided before records were fetched that are committed by now, and must stay so. */
    private boolean isOvertaken(Commit.Entry entry) {
        Place place = owned.place(entry.partition());
        return place != null && place.isOvertaken(entry.offset());
    }

    @Nullable
    PollEnd end() {
        return end;
    }

    /** Tells once whether a commit that was waited for has to be sent again when a rebalance is over; polling ends that. */
    boolean tookRebalancing() {
        boolean was = rebalancing;
        rebalancing = false;
        return was;
    }

    /** The consumer is closed: what it has not answered by now it never will. */
    void closed() {
        Commit unanswered = underWay;
        if (unanswered != null) {
            underWay = null;
            engine.step(new Event.CommitEnded(unanswered, false));
        }
    }

    private void sync(Commit commit, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Exception failure = failureOf(offsets);
        engine.step(new Event.CommitEnded(commit, failure == null));
    }

    private @Nullable Exception failureOf(Map<TopicPartition, OffsetAndMetadata> offsets) {
        long begin = System.nanoTime();
        RuntimeException failure = null;
        try {
            Patience.unawakened(() -> consumer.commitSync(offsets, PATIENCE));
        } catch (RuntimeException e) {
            failure = e;
        }
        rebalancing = failure instanceof RebalanceInProgressException;
        ended(failure, begin, offsets);
        return failure;
    }

    private void async(Commit commit, Map<TopicPartition, OffsetAndMetadata> offsets) {
        long begin = System.nanoTime();
        underWay = commit;
        consumer.commitAsync(offsets, (committed, failure) -> {
            underWay = null;
            engine.step(new Event.CommitEnded(commit, failure == null));
            ended(failure, begin, offsets);
        });
    }

    private void ended(@Nullable Exception failure, long begin, Map<TopicPartition, OffsetAndMetadata> offsets) {
        listener.committed(failure == null ? CommitOutcome.OK : CommitOutcome.FAILED, System.nanoTime() - begin);
        if (failure != null) {
            PollEnd ending = Failures.ofCommit(failure);
            if (ending != null) {
                end = ending;
                return;
            }
            if (Failures.isMetadataTooLarge(failure)) {
                LOG.warn(
                        "The brokers' offset.metadata.max.bytes is less than what is used of commit.metadata-max-chars: using less");
                engine.step(new Event.MetadataTooLarge());
            }
            LOG.warn("A commit of {} was not confirmed and will be sent again: {}", text(offsets), failure.toString());
        }
    }

    private static String text(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return offsets.entrySet().stream()
                .map(entry -> entry.getKey() + " at " + entry.getValue().offset())
                .collect(Collectors.joining(", "));
    }

    private static OffsetAndMetadata offset(Commit.Entry entry) {
        Optional<Integer> epoch = entry.leaderEpoch() < 0 ? Optional.empty() : Optional.of(entry.leaderEpoch());
        return new OffsetAndMetadata(entry.offset(), epoch, entry.metadata());
    }
}
