package dev.pollux.kafka;

import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Listener.Rebalance;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the group gives and takes. Called inside {@code poll()} and {@code close()}, on the poll thread; with the
 * cooperative and the KIP-848 protocol the partitions are the difference, and may be none.
 */
final class Rebalances implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalances.class);

    /** What the group said last. */
    private enum Standing {
        JOINING,
        MEMBER,
        /** It was taken for dead, and joins again. */
        LOST
    }

    private final Consumer<byte[], byte[]> consumer;
    private final CommittedMaps committedMaps;
    private final EngineDoor engine;
    private final Listener listener;
    private final Duration revokeTimeout;
    private final Runnable sendCommits;
    private final Owned owned;
    private Standing standing = Standing.JOINING;
    private boolean joined;

    /** Of the membership that was lost. */
    private int lostGeneration;

    /**
     * @param sendCommits sends the commits that the engine asked for, on this thread
     */
    Rebalances(
            Consumer<byte[], byte[]> consumer,
            Owned owned,
            CommittedMaps committedMaps,
            EngineDoor engine,
            Listener listener,
            Duration revokeTimeout,
            Runnable sendCommits) {
        this.consumer = consumer;
        this.committedMaps = committedMaps;
        this.owned = owned;
        this.engine = engine;
        this.listener = listener;
        this.revokeTimeout = revokeTimeout;
        this.sendCommits = sendCommits;
    }

    /** Whether the group has answered once; it stays so. */
    boolean hasJoined() {
        return joined;
    }

    /**
     * Whether it is a member now.
     *
     * @param generation the client's; it tells where nobody calls because there is nothing to give (KIP-848)
     */
    boolean isMember(int generation) {
        return switch (standing) {
            case JOINING -> generation >= 0;
            case MEMBER -> true;
            case LOST -> generation >= 0 && generation != lostGeneration;
        };
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        standing = Standing.MEMBER;
        owned.add(partitions);
        if (!partitions.isEmpty()) {
            engine.step(new Event.Assigned(List.copyOf(partitions)));
            committedMaps.read(partitions).forEach(engine::step);
        }
        listener.rebalanced(Rebalance.ASSIGNED, partitions.size());
        LOG.info("Assigned {}; {} in all", partitions, owned.size());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            engine.step(new Event.Revoking(List.copyOf(partitions)));
            if (!finishInFlight(partitions)) {
                LOG.warn(
                        "Records of {} are still in flight after {}: another member will get them as well",
                        partitions,
                        revokeTimeout);
            }
            engine.step(new Event.CommitNow(List.copyOf(partitions)));
            try {
                sendCommits.run();
            } finally {
                owned.remove(partitions);
                engine.step(new Event.Revoked(List.copyOf(partitions)));
            }
        }
        listener.rebalanced(Rebalance.REVOKED, partitions.size());
        LOG.info("Revoked {}; {} left", partitions, owned.size());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        standing = Standing.LOST;
        lostGeneration = consumer.groupMetadata().generationId();
        owned.remove(partitions);
        engine.step(new Event.Lost(List.copyOf(partitions)));
        listener.rebalanced(Rebalance.LOST, partitions.size());
        LOG.warn("Lost {}: another member may have them; nothing is committed for them", partitions);
    }

    private boolean finishInFlight(Collection<TopicPartition> partitions) {
        try {
            return engine.awaitIdle(partitions, revokeTimeout.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
