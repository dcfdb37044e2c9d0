package dev.pollux.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the brokers cannot be reached or a topic is not there: at once, and then once in a while. The clients keep
 * trying by themselves, and would say so several times a second.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration WHILE_WRONG = Duration.ofSeconds(1);
    private static final Duration WHILE_RIGHT = Duration.ofSeconds(30);
    private static final long REMIND_NANOS = Duration.ofSeconds(30).toNanos();

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final MemberState state;
    private final TopicIds topicIds;
    private final Duration whileRight;
    private final Consumer<PollEnd> onEnd;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** What was said last and when; touched by the watching thread alone. */
    private @Nullable String said;

    private long saidNanos;

    /**
     * @param onEnd told when the worker had better end: a problem with {@code fail-fast}, or refused credentials
     */
    public ClusterWatch(
            KafkaSettings settings,
            ClientProperties properties,
            MemberState state,
            TopicIds topicIds,
            Consumer<PollEnd> onEnd) {
        this.settings = settings;
        this.state = state;
        this.topicIds = topicIds;
        whileRight = Duration.ofMillis(Math.min(WHILE_RIGHT.toMillis(), properties.metadataMaxAgeMillis()));
        this.onEnd = onEnd;
        this.properties = properties;
        thread = Thread.ofVirtual().name("pollux-cluster-watch").unstarted(this::run);
    }

    /** Starts to look. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                open = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks with a client of its own until it is closed; returns true where that client could not be made yet. */
    private boolean look() throws InterruptedException {
        try (Admin admin = Admin.create(properties.admin())) {
            boolean open = true;
            while (open) {
                open = report(problem(admin));
            }
            return false;
        } catch (KafkaException e) {
            return Failures.isUnresolvable(e) && report(unreachable());
        }
    }

    /** Says it where that is due, and waits until it is time for another look. Returns false once closed. */
    private boolean report(@Nullable String problem) throws InterruptedException {
        state.clusterProblem(problem);
        long now = System.nanoTime();
        if (problem == null) {
            if (said != null) {
                LOG.info("The brokers answer, and every topic is there");
            }
        } else if (!problem.equals(said) || now - saidNanos >= REMIND_NANOS) {
            LOG.warn("Waiting: {}", problem);
            saidNanos = now;
            if (settings.failFast()) {
                onEnd.accept(new PollEnd.Failed(problem + " (and fail-fast is true)"));
            }
        }
        said = problem;
        Duration pause = problem == null ? whileRight : WHILE_WRONG;
        return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is wrong with the cluster, for people; null for nothing. */
    private @Nullable String problem(Admin admin) throws InterruptedException {
        return switch (settings.subscription()) {
            case Subscription.Topics(var names) -> missing(admin, names);
            case Subscription.Matching(var pattern) -> {
                // Those that it has now: which there are is the consumer's to find out.
                var _ = missing(admin, state.topics());
                yield missing(admin, List.of());
            }
        };
    }

    private @Nullable String missing(Admin admin, List<String> names) throws InterruptedException {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) ANSWER.toMillis());
        List<String> missing = new ArrayList<>();
        long asked = System.nanoTime();
        try {
            if (names.isEmpty()) {
                admin.describeCluster().nodes().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            }
            Map<String, KafkaFuture<TopicDescription>> answers =
                    admin.describeTopics(names, options).topicNameValues();
            for (String name : names) {
                TopicDescription there = description(answers.get(name));
                if (there == null) {
                    missing.add(name);
                } else {
                    topicIds.saw(name, there.topicId(), asked);
                }
            }
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return problem(e.getCause() == null ? e : e.getCause());
        }
        return missing.isEmpty() ? null : "the topic does not exist: " + String.join(", ", missing);
    }

    /** Null where the topic does not exist. */
    private static @Nullable TopicDescription description(@Nullable KafkaFuture<TopicDescription> answer)
            throws InterruptedException, ExecutionException {
        try {
            return answer == null ? null : answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private @Nullable String problem(Throwable cause) {
        return switch (cause) {
            case AuthenticationException refused -> {
                onEnd.accept(new PollEnd.Failed("the brokers refuse the credentials: " + refused.getMessage()));
                yield null;
            }
            case TimeoutException timeout -> unreachable();
            case java.util.concurrent.TimeoutException timeout -> unreachable();
            // Rights and the like are for the consumer to say: it may need less than this look does.
            default -> null;
        };
    }

    private String unreachable() {
        return "the brokers at " + settings.client().get("bootstrap.servers") + " cannot be reached";
    }
}
