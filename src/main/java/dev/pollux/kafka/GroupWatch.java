package dev.pollux.kafka;

import dev.pollux.scaling.Capacity;
import dev.pollux.scaling.GroupOffsets;
import dev.pollux.scaling.GroupView;
import dev.pollux.scaling.MemberLoad;
import dev.pollux.scaling.ReplicasPolicy;
import dev.pollux.scaling.ScalingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every ten seconds where the whole group stands. Each member does: what they find is the same, whoever owns which partition, and
 * whether anybody does. Begins after the first join, for the start belongs to the records.
 *
 * <p>What was found last is for any thread ({@link #get}); it stays while the brokers don't answer, with its time.
 */
public final class GroupWatch implements Supplier<GroupView> {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** The first looks follow each other sooner: rates need two. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** The time between two looks is not known any better. */
    private static final Duration PRECISE = Duration.ofSeconds(15);

    /** Enough to go back from a minute to some years, once; after that they are seldom needed. */
    private static final int MOST_QUESTIONS = 8;

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final MemberState state;
    private final TopicSizes sizes;
    private final TopicIds topicIds;
    private final Supplier<MemberLoad> load;
    private final GroupHistory history = new GroupHistory(PRECISE, MOST_QUESTIONS);
    private final ReplicasPolicy policy;
    private volatile GroupView view = GroupView.NONE;

    /**
     * @param load what this member has done, asked for at each look
     */
    public GroupWatch(
            KafkaSettings settings,
            ClientProperties properties,
            MemberState state,
            TopicSizes sizes,
            TopicIds topicIds,
            ScalingSettings scaling,
            Supplier<MemberLoad> load) {
        this.settings = settings;
        this.properties = properties;
        this.state = state;
        this.sizes = sizes;
        this.topicIds = topicIds;
        this.load = load;
        policy = new ReplicasPolicy(scaling);
    }

    @Override
    public GroupView get() {
        return view;
    }

    /** Looks on a thread of its own, by this client, until that is closed; called once. */
    Looking by(Admin admin) {
        var look = new GroupLook(admin, settings, properties.isolation(), ANSWER);
        Thread thread = Thread.ofVirtual().name("pollux-group-watch").start(() -> run(look));
        return new Looking(thread);
    }

    /** Ends it. */
    record Looking(Thread thread) implements AutoCloseable {
        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private void run(GroupLook look) {
        try {
            var capacity = new Capacity(MemberLoad.NONE, System.nanoTime());
            state.awaitFirstJoin();
            String failure = "";
            for (int looks = 1; true; looks++) {
                Duration young = FIRST_PAUSE.multipliedBy(Math.min(looks, PAUSE.dividedBy(FIRST_PAUSE)));
                Thread.sleep(young);
                failure = look(look, capacity, failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns why the look failed; empty where it did not. */
    private String look(GroupLook look, Capacity capacity, String failureBefore) throws InterruptedException {
        try {
            GroupOffsets before = history.last();
            history.look(look, sizes.get());
            MemberLoad now = load.get();
            capacity.saw(now, before, System.nanoTime());
            var partitions = history.partitions();
            OptionalInt wanted = policy.wanted(
                    partitions,
                    capacity.estimate(),
                    now.destinationDown(),
                    history.last().millis());
            view = new GroupView(
                    history.last().millis(), List.copyOf(partitions), wanted, Optional.ofNullable(capacity.estimate()));
            return "";
        } catch (ExecutionException e) {
            // A topic may be gone.
            topicIds.wantLook();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String failure = cause.getClass().getSimpleName() + ": " + cause.getMessage();
            if (!(cause instanceof TimeoutException) && !failure.equals(failureBefore)) {
                LOG.warn("The lag of group {} is not known: {}", settings.group(), failure);
            }
            return failure;
        } catch (RuntimeException bug) {
            // Whoever scrapes sees an old view then, so somebody has to say why; but a client that is closed is no bug.
            String failure = bug.getClass().getSimpleName();
            if (!Thread.currentThread().isInterrupted() && !failure.equals(failureBefore)) {
                LOG.warn("A look at group {} failed, and is repeated", settings.group(), bug);
            }
            return failure;
        }
    }
}
