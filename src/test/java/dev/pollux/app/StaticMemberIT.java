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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A static member that died comes back at once; of two live ones with one id, one works. */
class StaticMemberIT extends ProcessTest {
    private final String id = Names.unique("worker");

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aKilledMemberIsBackAtOnce(Protocol protocol) {
        String topic = cluster.newTopic("orders", 3);
        Records.produce(cluster, topic, 100, 10);
        try (WorkerProcess worker = member(topic, protocol, port).start()) {
            await().atMost(BOUND).until(() -> cluster.lag(group, topic) == 0);
            worker.kill();
        }
        Records.produce(cluster, topic, 100, 100, 10);
        double first = secondsToCatchUp(topic, protocol, "a member that nobody had before", Names.unique("group"));
        double back = secondsToCatchUp(topic, protocol, "a member that was killed", group);
        // A session lasts 45 s under either protocol; the rest is the start of a JVM.
        assertThat(back - first).isLessThan(10);
    }

    /** From the start of the process, so that the JVM's own start is in both figures. */
    private double secondsToCatchUp(String topic, Protocol protocol, String who, String itsGroup) {
        long begun = System.nanoTime();
        try (WorkerProcess worker =
                member(topic, protocol, port).set("group", itsGroup).start()) {
            await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(() -> cluster.lag(itsGroup, topic) == 0);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("%s, %s: start to last commit %.1f s%n", protocol, who, seconds);
            assertThat(worker.alive()).isTrue();
            return seconds;
        }
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
