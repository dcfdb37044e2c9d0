package dev.pollux.kafka;

import dev.pollux.engine.MemberView;
import dev.pollux.engine.MemberView.EndOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What probes, status and metrics see of the poll loop. Written by the poll thread, read by anyone: the consumer itself is
 * for one thread at a time.
 */
public final class MemberState implements Supplier<MemberView> {
    /** Between two closer looks at the consumer: after each poll they would cost. */
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final KafkaSettings settings;
    private final long stuckAfterMillis;
    private final LongSupplier clock;

    private volatile long lastPollNanos;
    private volatile boolean joined;
    private final CountDownLatch firstJoin = new CountDownLatch(1);
    private volatile boolean ended;
    private volatile String memberId = "";
    private volatile List<EndOffset> ends = List.of();

    /** Why the cluster cannot serve the subscription now; written by {@link ClusterWatch}. */
    private volatile @Nullable String clusterProblem;

    /** Both are touched by the poll thread alone. */
    private long lookedNanos;

    /** Where partitions ended of which nothing was left at the last look. */
    private Map<TopicPartition, Long> readToEnd = Map.of();

    public MemberState(KafkaSettings settings, ClientProperties properties) {
        this(settings, properties, System::nanoTime);
    }

    /**
     * @param clock of {@code System.nanoTime()}'s kind
     */
    MemberState(KafkaSettings settings, ClientProperties properties, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
        lastPollNanos = clock.getAsLong();
        lookedNanos = lastPollNanos - LOOK_NANOS;
        stuckAfterMillis = properties.maxPollIntervalMillis();
    }

    /** Poll thread: about to poll. */
    void polls() {
        lastPollNanos = clock.getAsLong();
    }

    /** Poll thread: a poll is over. Returns whether it is time for {@link #look}. */
    boolean polled(boolean hasJoined) {
        long now = clock.getAsLong();
        lastPollNanos = now;
        if (now - lookedNanos < LOOK_NANOS && joined == hasJoined) {
            return false;
        }
        lookedNanos = now;
        return true;
    }

    /** Poll thread: takes a closer look at the consumer. */
    void look(Consumer<byte[], byte[]> consumer, Rebalances rebalances, Owned owned) {
        ConsumerGroupMetadata group = consumer.groupMetadata();
        memberId = group.memberId();
        // A KIP-848 member may be joining for long while poll() returns happily.
        joined = rebalances.isMember(group.generationId());
        if (joined) {
            firstJoin.countDown();
        }
        ends = ends(consumer, owned);
    }

    /** Poll thread: it is over. */
    void ended() {
        ended = true;
        ends = List.of();
    }

    /** Waits until the first join is over. */
    public void awaitFirstJoin() throws InterruptedException {
        firstJoin.await();
    }

    /** The topics of which there are partitions now. */
    List<String> topics() {
        return ends.stream().map(EndOffset::topic).distinct().toList();
    }

    void clusterProblem(@Nullable String problem) {
        clusterProblem = problem;
    }

    /**
     * An end moves with what a fetch brings, and so does the position: where nothing was left and nothing came, nobody has to be
     * asked. Under KIP-848 each question is one to another thread, and a hundred quiet partitions would be as many a second.
     */
    private List<EndOffset> ends(Consumer<byte[], byte[]> consumer, Owned owned) {
        List<EndOffset> all = new ArrayList<>();
        Map<TopicPartition, Long> read = new HashMap<>();
        for (TopicPartition partition : owned.partitions()) {
            long position = owned.position(partition);
            OptionalLong lag = lag(consumer, partition, position);
            if (lag.isPresent()) {
                all.add(new EndOffset(partition.topic(), partition.partition(), position + lag.getAsLong()));
                if (lag.getAsLong() == 0) {
                    read.put(partition, position);
                }
            }
        }
        readToEnd = read;
        return all;
    }

    private OptionalLong lag(Consumer<byte[], byte[]> consumer, TopicPartition partition, long position) {
        if (position < 0) {
            return OptionalLong.empty();
        }
        Long end = readToEnd.get(partition);
        return end != null && end == position ? OptionalLong.of(0) : consumer.currentLag(partition);
    }

    @Override
    public MemberView get() {
        double pollAge = (clock.getAsLong() - lastPollNanos) / 1e9;
        return new MemberView(
                settings.group(),
                memberId,
                settings.membership().instanceId(),
                firstJoin.getCount() == 0,
                notReady(),
                stuck(pollAge),
                pollAge,
                ends);
    }

    private @Nullable String notReady() {
        String problem = clusterProblem;
        if (ended) {
            return "the worker stops";
        }
        if (problem != null) {
            return problem;
        }
        return joined ? null : "not yet a member of the group";
    }

    private @Nullable String stuck(double pollAge) {
        if (ended) {
            return "the poll loop has ended";
        }
        return pollAge * 1000 > stuckAfterMillis
                ? "the poll loop has not polled for longer than max.poll.interval.ms (" + stuckAfterMillis + ')'
                : null;
    }
}
