package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.Names;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.Records;
import dev.pollux.testkit.WorkerLaunch;
import dev.pollux.testkit.WorkerProcess;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A static member that died comes back at once; of two live ones with one id, one works. */
class StaticMemberIT extends ProcessTest {
    /** Longer than this test waits for anything: who would wait for the end of the dead one's session comes too late. */
    private static final String SESSION_MILLIS =
            Long.toString(Duration.ofMinutes(10).toMillis());

    private final String id = Names.unique("worker");

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aKilledMemberIsBackAtOnce(Protocol protocol) {
        String topic = cluster.newTopic("orders", 3);
        Records.produce(cluster, topic, 100, 10);
        // Under KIP-848 the session is the group's.
        cluster.configureGroup(group, Map.of("consumer.session.timeout.ms", SESSION_MILLIS));
        try (WorkerProcess worker = longSession(topic, protocol).start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            worker.kill();
        }
        Records.produce(cluster, topic, 100, 100, 10);
        long begun = System.nanoTime();
        try (WorkerProcess worker = longSession(topic, protocol).start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            System.out.printf("%s: back %.1f s after its start%n", protocol, (System.nanoTime() - begun) / 1e9);
            assertThat(worker.alive()).isTrue();
        }
    }

    private WorkerLaunch longSession(String topic, Protocol protocol) {
        WorkerLaunch launch = member(topic, protocol, port);
        return protocol == Protocol.CLASSIC ? launch.set("kafka.session.timeout.ms", SESSION_MILLIS) : launch;
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void ofTwoLiveMembersWithOneIdOneGoesOnAndTheOtherEnds(Protocol protocol) {
        String topic = cluster.newTopic("orders", 3);
        Records.produce(cluster, topic, 100, 10);
        int otherPort = Ports.free();
        try (WorkerProcess older = member(topic, protocol, port).start(folder.resolve("older.log"))) {
            older.awaitReady(port, BOUND);
            try (WorkerProcess newer = member(topic, protocol, otherPort).start(folder.resolve("newer.log"))) {
                await().atMost(BOUND).until(() -> !older.alive() || !newer.alive());
                WorkerProcess ended = older.alive() ? newer : older;
                WorkerProcess left = older.alive() ? older : newer;
                System.out.printf("%s: the %s one ended%n", protocol, ended == older ? "older" : "newer");
                assertThat(ended.waitFor(BOUND)).hasValue(3);
                assertThat(ended.output()).contains("membership.instance-id");
                Records.produce(cluster, topic, 100, 100, 10);
                await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
                assertThat(left.waitFor(Duration.ofSeconds(2))).as("it stays").isEmpty();
                assertThat(left.output()).doesNotContain("WARN  [pollux-poll] dev.pollux.kafka.Rebalances Lost");
            }
        }
    }

    private WorkerLaunch member(String topic, Protocol protocol, int itsPort) {
        return launch(topic, "type: discard")
                .set("server.port", Integer.toString(itsPort))
                .set("commit.interval", "PT0.2S")
                .set("membership.protocol", protocol.name().toLowerCase(Locale.ROOT))
                .set("membership.instance-id", id);
    }
}
