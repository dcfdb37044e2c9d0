package dev.pollux.kafka;

import dev.pollux.engine.EngineDoor;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer's life: makes it as soon as its brokers' names can be resolved, runs the {@link PollLoop}, and says how it ended. Two
 * threads take turns at that ({@link PollTurn}). Thread-safe.
 */
public final class Member {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final KafkaSettings settings;
    private final EngineSettings engineSettings;
    private final EngineDoor engine;
    private final ConsumerCommands commands;
    private final MemberState state;
    private final TopicIds topicIds;
    private final Listener listener;
    private final Predecessor predecessor;
    private final Farewell farewell;
    private final Ending ending = new Ending();
    private final CountDownLatch mayJoin = new CountDownLatch(1);
    private final PollTurn turn = new PollTurn(this::live);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /** Of whoever has the turn. Null where another consumer is to be made first. */
    private @Nullable PollLoop loop;

    /**
     * @param consumers makes the consumer, on the poll thread
     * @param state where probes and status look
     * @param topicIds says which topics were made anew
     * @param farewell decides how the membership ends
     */
    public Member(
            Supplier<Consumer<byte[], byte[]>> consumers,
            KafkaSettings settings,
            EngineSettings engineSettings,
            EngineDoor engine,
            ConsumerCommands commands,
            MemberState state,
            TopicIds topicIds,
            Listener listener,
            Predecessor predecessor,
            Farewell farewell) {
        this.consumers = consumers;
        this.settings = settings;
        this.engineSettings = engineSettings;
        this.engine = engine;
        this.commands = commands;
        this.state = state;
        this.topicIds = topicIds;
        this.listener = listener;
        this.predecessor = predecessor;
        this.farewell = farewell;
    }

    /** Begins to make the consumer, on a thread of its own. Called once. */
    public void prepare() {
        turn.start();
    }

    /** For whoever has the turn. Returns false where it is lost. */
    private boolean live() {
        boolean hasTurn = true;
        try {
            do {
                hasTurn = liveOnce();
            } while (hasTurn && pollsAgain());
        } catch (KafkaException e) {
            ending.fail(Failures.ofMaking(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("The poll thread failed", e);
            ending.fail(new PollEnd.Failed("the poll thread failed: " + e));
        } finally {
            if (hasTurn) {
                state.ended();
                ending.over();
            }
        }
        return hasTurn;
    }

    /** One consumer's life, or what is left of it. Returns false where the turn is lost. */
    private boolean liveOnce() throws InterruptedException {
        if (loop == null) {
            loop = begin();
        }
        return loop == null || loop.run();
    }

    /** Null where the end is asked for first. */
    private @Nullable PollLoop begin() throws InterruptedException {
        Consumer<byte[], byte[]> made = connect();
        if (made == null) {
            return null;
        }
        mayJoin.await();
        if (ending.isAsked()) {
            made.close();
            return null;
        }
        consumer = made;
        commands.attach(made::wakeup);
        return new PollLoop(
                made,
                settings,
                engineSettings,
                engine,
                commands,
                state,
                topicIds,
                listener,
                predecessor,
                ending,
                farewell,
                turn);
    }

    /** Whether there is to be another consumer after the one whose life is over. */
    private boolean pollsAgain() throws InterruptedException {
        PollLoop ended = loop;
        loop = null;
        if (ended == null) {
            return false;
        }
        if (ended.hasJoined()) {
            predecessor.succeeded();
        }
        boolean again = !ending.isAsked()
                && switch (ended.stage()) {
                    case OUTDATED -> true;
                    case ID_TAKEN -> evicted();
                    case POLLING, DRAINED, BROKEN -> false;
                };
        if (again) {
            LOG.info("Another client takes over");
        }
        return again;
    }

    private boolean evicted() throws InterruptedException {
        boolean evicted = predecessor.evict();
        if (!evicted) {
            ending.fail(new PollEnd.Fenced("another member has the same membership.instance-id ("
                    + settings.membership().instanceId() + ") and keeps joining"));
        }
        return evicted;
    }

    /** It may join its group. Until then it only makes its consumer, which speaks to nobody. */
    public void join() {
        mayJoin.countDown();
    }

    /** Stops it: what is in flight may finish for {@code timeout}, what is buffered is left to others. Does not wait. */
    public void drain(Duration timeout) {
        if (ending.ask(timeout)) {
            mayJoin.countDown();
            farewell.begin(commands::farewellDecided);
            engine.step(new Event.Drain());
            commands.interruptPoll();
        }
    }

    /** Stops it for this reason; of several, the first counts. */
    public void fail(PollEnd why, Duration timeout) {
        ending.fail(why);
        drain(timeout);
    }

    /** Waits until the consumer is closed; tells why it ended. */
    public PollEnd awaitEnd() throws InterruptedException {
        return ending.awaitOver();
    }

    /** The consumer's own metrics; none before it is made. May be read from any thread. */
    public Map<MetricName, ? extends Metric> metrics() {
        Consumer<byte[], byte[]> made = consumer;
        return made == null ? Map.of() : made.metrics();
    }

    /** Null where the end is asked for before a name can be resolved. */
    private @Nullable Consumer<byte[], byte[]> connect() throws InterruptedException {
        while (!ending.isAsked()) {
            try {
                return consumers.get();
            } catch (KafkaException e) {
                if (!Failures.isUnresolvable(e)) {
                    throw e;
                }
                // In a cluster that starts, names come late. ClusterWatch says what is missing.
                ending.awaitAsked(BETWEEN_TRIES);
            }
        }
        return null;
    }
}
