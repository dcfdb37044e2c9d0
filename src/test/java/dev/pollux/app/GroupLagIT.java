package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kafka.Subscription;
import dev.pollux.scaling.GroupView;
import dev.pollux.scaling.PartitionLag;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lag of the whole group, as each of its members sees it. */
class GroupLagIT {
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final String topic = cluster.newTopic("orders", 4);
    private final String group = Names.unique("group");

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void eachMemberSeesTheSameAndAlsoWhatNobodyOwns() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Records.produce(cluster, topic, 200, 50);
        try (RunningWorker first = RunningWorker.start(configured("a"), waiting(go));
                RunningWorker second = RunningWorker.start(configured("b"), waiting(go))) {
            await().atMost(BOUND).until(() -> partitions(first) == 2 && partitions(second) == 2);
            await().atMost(BOUND).until(() -> records(first) == 200 && records(second) == 200);
            await("records that wait get older")
                    .atMost(BOUND)
                    .until(() -> seconds(first) > 5 && Math.abs(seconds(first) - seconds(second)) < 15);

            go.countDown();
            await().atMost(BOUND).until(() -> records(first) == 0 && records(second) == 0);
            assertThat(seconds(first)).isZero();
            assertThat(first.worker.group().replicasWanted())
                    .as("a little for one")
                    .hasValue(1);

            // It remains a member, which is away: nobody has its partitions.
            assertThat(second.stop()).isInstanceOf(PollEnd.Stopped.class);
            Records.produce(cluster, topic, 200, 100, 50);
            await("its own are done, the others' count")
                    .atMost(BOUND)
                    .until(() ->
                            owned(first) == 0 && records(first) > 0 && records(first) == cluster.lag(group, topic));
        }
    }

    @Test
    void whatIsStaleKeepsItsTime() {
        try (RunningWorker running = RunningWorker.start(configured(""), waiting(new CountDownLatch(0)))) {
            await().atMost(BOUND)
                    .until(() -> running.worker.group().partitions().size() == 4);
            GroupView view = running.worker.group();
            assertThat(view.isFresh(System.currentTimeMillis())).isTrue();
            assertThat(view.isFresh(view.millis() + 46_000)).isFalse();
        }
    }

    @Test
    void topicsThatComeAndGoDoSoForTheGroup() {
        String prefix = Names.unique("matching");
        cluster.createTopic(prefix + ".a", 2);
        Configured configured = configured("");
        configured.subscription = new Subscription.Matching(Pattern.compile(Pattern.quote(prefix) + ".*"));
        configured.client.put("metadata.max.age.ms", "1000");
        try (RunningWorker running = RunningWorker.start(configured, waiting(new CountDownLatch(0)))) {
            await().atMost(BOUND).until(() -> topics(running).equals(Set.of(prefix + ".a")));
            cluster.createTopic(prefix + ".b", 2);
            await().atMost(BOUND).until(() -> topics(running).equals(Set.of(prefix + ".a", prefix + ".b")));
            cluster.deleteTopic(prefix + ".a");
            await().atMost(BOUND).until(() -> topics(running).equals(Set.of(prefix + ".b")));
        }
    }

    private static Set<String> topics(RunningWorker running) {
        return running.worker.group().partitions().stream()
                .map(PartitionLag::topic)
                .collect(Collectors.toSet());
    }

    private static Recording waiting(CountDownLatch go) {
        return new Recording(new Observed(), delivery -> {
            go.await();
            return Outcome.accept();
        });
    }

    private Configured configured(String instanceId) {
        Configured configured = new Configured(cluster.bootstrapServers(), group, topic);
        configured.instanceId = instanceId;
        configured.onShutdown =
                instanceId.isEmpty() ? MembershipSettings.OnShutdown.AUTO : MembershipSettings.OnShutdown.REMAIN;
        return configured;
    }

    private static int partitions(RunningWorker running) {
        return running.worker.engine().partitions().size();
    }

    private static long records(RunningWorker running) {
        List<PartitionLag> partitions = running.worker.group().partitions();
        return partitions.size() < 4
                ? -1
                : partitions.stream().mapToLong(PartitionLag::records).sum();
    }

    private static double seconds(RunningWorker running) {
        return running.worker.group().partitions().stream()
                .mapToDouble(PartitionLag::seconds)
                .max()
                .orElse(0);
    }

    /** The group's lag in the partitions that this member has. */
    private static long owned(RunningWorker running) {
        return running.worker.engine().partitions().stream()
                .mapToLong(own -> running.worker.group().partitions().stream()
                        .filter(partition -> partition.partition() == own.partition())
                        .mapToLong(PartitionLag::records)
                        .sum())
                .sum();
    }
}
