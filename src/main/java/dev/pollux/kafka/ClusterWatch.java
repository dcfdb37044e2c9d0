package dev.pollux.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;

/**
 * Says when the brokers cannot be reached or a topic is not there: at once, and then once in a while. The clients keep
 * trying by themselves, and would say so several times a second.
 */
public final class ClusterWatch implements AutoCloseable {
    /** A member that starts has better things to do, and is quicker with the cores to itself. */
    private static final Duration BEFORE = Duration.ofMillis(500);

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration WHILE_WRONG = Duration.ofSeconds(1);
    private static final Duration WHILE_RIGHT = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final ClientProperties properties;
    private final MemberState state;
    private final TopicIds topicIds;
    private final TopicSizes sizes;
    private final GroupWatch group;
    private final MatchingTopics matching;
    private final Duration whileRight;
    private final ClusterReport report;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param group looks at the group by the same client
     * @param onEnd told when the worker had better end: a problem at the start with {@code fail-fast}, or refused
     *     credentials
     */
    public ClusterWatch(
            KafkaSettings settings,
            ClientProperties properties,
            MemberState state,
            TopicIds topicIds,
            TopicSizes sizes,
            GroupWatch group,
            Consumer<PollEnd> onEnd) {
        this.settings = settings;
        this.state = state;
        this.topicIds = topicIds;
        this.sizes = sizes;
        this.group = group;
        matching = new MatchingTopics(Duration.ofMillis(properties.metadataMaxAgeMillis()));
        whileRight = Duration.ofMillis(Math.min(WHILE_RIGHT.toMillis(), properties.metadataMaxAgeMillis()));
        report = new ClusterReport(settings.failFast(), onEnd);
        this.properties = properties;
        thread = Thread.ofVirtual().name("pollux-cluster-watch").unstarted(this::run);
    }

    /** Starts to look. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        topicIds.wantLook();
    }

    private void run() {
        try {
            topicIds.awaitWanted(BEFORE);
            boolean open = !closed;
            while (open) {
                open = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks with a client of its own until it is closed; returns true where that client could not be made yet. */
    private boolean look() throws InterruptedException {
        try (Admin admin = Admin.create(properties.admin());
                var _ = group.by(admin)) {
            boolean open = true;
            while (open) {
                open = report(find(admin));
            }
            return false;
        } catch (KafkaException e) {
            return Failures.isUnresolvable(e) && report(ClusterFinding.unreachable(servers()));
        }
    }

    /** Says it where that is due, and waits until it is time for another look. Returns false once closed. */
    private boolean report(ClusterFinding finding) throws InterruptedException {
        state.clusterProblem(finding instanceof ClusterFinding.Wrong(var problem) ? problem : null);
        report.add(finding, System.nanoTime());
        Duration pause = finding instanceof ClusterFinding.Well ? whileRight : WHILE_WRONG;
        topicIds.awaitWanted(pause);
        return !closed;
    }

    private ClusterFinding find(Admin admin) throws InterruptedException {
        long asked = System.nanoTime();
        DescribedTopics topics = describe(admin, topics(admin));
        topics.ids().forEach((name, id) -> topicIds.saw(name, id, asked));
        sizes.saw(topics);
        return switch (settings.subscription()) {
            case Subscription.Topics named -> topics.finding(servers());
            // Which topics there are is the consumer's to find out, and that one of them is gone is nothing to wait
            // for.
            case Subscription.Matching pattern -> reach(admin);
        };
    }

    /** Those that are read by name, or that match. */
    private List<String> topics(Admin admin) throws InterruptedException {
        return switch (settings.subscription()) {
            case Subscription.Topics(var names) -> names;
            case Subscription.Matching(var pattern) -> matching.names(admin, pattern, state.topics(), ANSWER);
        };
    }

    private static DescribedTopics describe(Admin admin, List<String> names) throws InterruptedException {
        var options = new DescribeTopicsOptions().timeoutMs((int) ANSWER.toMillis());
        return DescribedTopics.await(admin.describeTopics(names, options).topicNameValues());
    }

    private ClusterFinding reach(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster().nodes().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return new ClusterFinding.Well();
        } catch (ExecutionException | TimeoutException e) {
            return ClusterFinding.of(e.getCause() == null ? e : e.getCause(), servers());
        }
    }

    private String servers() {
        return String.valueOf(settings.client().get("bootstrap.servers"));
    }
}
