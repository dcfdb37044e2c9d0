package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.guarantee.Guarantees;
import dev.pollux.guarantee.Observed;
import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kubernetes.OwnStatefulSet;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.KubernetesApi;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.SharedBroker;
import dev.pollux.testkit.SteadyProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Six pods of a StatefulSet under load, each of which asks Kubernetes when it stops. */
class RollingRestartIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int PODS = 6;
    private static final int PARTITIONS = 12;
    private static final int RECORDS_PER_SECOND = 300;

    private static final KubernetesApi KUBERNETES = new KubernetesApi("orders", PODS);

    @TempDir
    Path folder = Path.of("");

    private final Cluster cluster = Cluster.of(SharedBroker.get());
    private final String group = Names.unique("group");
    private final String topic = cluster.newTopic("orders", PARTITIONS);
    private final Observed observed = new Observed();
    private final List<PodWorker> pods = new ArrayList<>();

    @BeforeEach
    void reset() {
        // As each pod rehearses its question.
        assertThat(OwnStatefulSet.of(KUBERNETES.environment(0), KUBERNETES.serviceAccount(folder, 0))
                        .ask())
                .isNotNull();
        KUBERNETES.reset(PODS);
    }

    @AfterEach
    void close() {
        pods.forEach(PodWorker::sigterm);
        pods.forEach(PodWorker::close);
        cluster.close();
    }

    @AfterAll
    static void closeKubernetes() {
        KUBERNETES.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aRollingRestartMovesNothing(Protocol protocol) throws Exception {
        start(protocol);
        Map<String, Set<TopicPartition>> members = cluster.staticMembers(group);
        assertThat(members).hasSize(PODS);
        List<Double> before = pods.stream().map(PodWorker::rebalances).toList();
        try (SteadyProducer producer = producer()) {
            // As Kubernetes does it: from the last to the first, each when the one before is ready.
            for (int ordinal = PODS - 1; ordinal >= 0; ordinal--) {
                assertThat(pods.get(ordinal).rebalances())
                        .as("rebalances of %d until its turn came", ordinal)
                        .isEqualTo(before.get(ordinal));
                assertThat(pods.get(ordinal).stop()).isEqualTo(new PollEnd.Stopped());
                assertThat(KUBERNETES.asked(ordinal)).isEqualTo(1);
                assertThat(cluster.staticMembers(group))
                        .as("the group without %d", ordinal)
                        .isEqualTo(members);
                long begun = System.nanoTime();
                pods.set(ordinal, pod(protocol, ordinal));
                pods.get(ordinal).awaitPartitions(PARTITIONS / PODS);
                System.out.printf("%s: %d is back in %.1f s%n", protocol, ordinal, seconds(begun));
            }
            producer.finish();
            assertThat(producer.failure()).isNull();
        }
        await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
        assertThat(cluster.staticMembers(group)).isEqualTo(members);
        assertThat(pods).allSatisfy(pod -> assertIsAsItWas(protocol, pod));
        var calls = observed.calls();
        assertThat(Guarantees.atLeastOnce(calls, cluster.endOffsets(topic)))
                .as("records that came again")
                .isZero();
        Guarantees.order(calls, true);
        Guarantees.oneAtATime(calls, true);
    }

    /**
     * It got its own partitions, and nothing happened to them. Under KIP-848 that may come in two steps: a member that has nothing
     * yet is told of as much of its assignment as its client knows the topics of, which is nothing where the group's answer comes
     * before the brokers' (KAFKA-16198).
     */
    private static void assertIsAsItWas(Protocol protocol, PodWorker pod) {
        assertThat(pod.moves()).as("its own assignment, and nothing since").isEqualTo(1);
        if (protocol == Protocol.CLASSIC) {
            assertThat(pod.rebalances()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whoIsNoLongerWantedHandsOverAtOnce(Protocol protocol) throws Exception {
        start(protocol);
        int left = 4;
        try (SteadyProducer producer = producer()) {
            await().atMost(BOUND).until(() -> observed.size() > RECORDS_PER_SECOND);
            KUBERNETES.scale(left);
            List<PodWorker> leaving = pods.subList(left, PODS);
            // All at once, as with podManagementPolicy: Parallel.
            leaving.forEach(PodWorker::sigterm);
            for (PodWorker pod : leaving) {
                assertThat(pod.stop()).isEqualTo(new PollEnd.Stopped());
            }
            List<PodWorker> staying = pods.subList(0, left);
            staying.forEach(pod -> pod.awaitPartitions(PARTITIONS / left));
            long committed =
                    leaving.stream().mapToLong(PodWorker::lastCommitNanos).max().orElseThrow();
            long assigned = staying.stream()
                    .mapToLong(PodWorker::lastAssignedNanos)
                    .max()
                    .orElseThrow();
            Duration handover = Duration.ofNanos(assigned - committed);
            System.out.printf("%s: handed over %d ms after the last commit%n", protocol, handover.toMillis());
            assertThat(handover).isLessThanOrEqualTo(heartbeat(protocol).plusSeconds(1));
            assertThat(cluster.staticMembers(group)).hasSize(left);
            producer.finish();
        }
        await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
        assertThat(Guarantees.atLeastOnce(observed.calls(), cluster.endOffsets(topic)))
                .as("records that came again")
                .isZero();
    }

    private void start(Protocol protocol) {
        for (int ordinal = 0; ordinal < PODS; ordinal++) {
            pods.add(pod(protocol, ordinal));
        }
        pods.forEach(pod -> pod.awaitPartitions(PARTITIONS / PODS));
    }

    private PodWorker pod(Protocol protocol, int ordinal) {
        Configured configured = new Configured(cluster.bootstrapServers(), group, topic);
        configured.protocol = protocol;
        return PodWorker.start(configured, KUBERNETES, ordinal, folder, Recording.accepting(observed));
    }

    private SteadyProducer producer() {
        return SteadyProducer.perSecond(
                RECORDS_PER_SECOND,
                cluster.bootstrapServers(),
                number -> new ProducerRecord<>(topic, Records.bytes("k" + number % 1000), Records.bytes("v" + number)));
    }

    /** How often members hear from the group: Pollux's default, and the brokers' under KIP-848. */
    private static Duration heartbeat(Protocol protocol) {
        return switch (protocol) {
            case CLASSIC -> Duration.ofMillis(500);
            case CONSUMER -> Duration.ofSeconds(5);
        };
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
