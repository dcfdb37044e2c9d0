package dev.pollux.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.Broker;
import dev.pollux.testkit.Brokers;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.WorkerProcess;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member that joins for ever, for the group has no coordinator, though the brokers answer and its polls return. */
class JoiningIT extends ProcessTest {
    @Test
    void whoHasNotJoinedIsNotReady() {
        try (Broker lonely = Brokers.start(Map.of("offsets.topic.replication.factor", "3"));
                Cluster itsCluster = Cluster.of(lonely)) {
            String topic = itsCluster.newTopic("orders", 1);
            for (Protocol protocol : Protocol.values()) {
                try (WorkerProcess worker = launch(lonely.bootstrapServers(), topic, "type: discard")
                        .set("membership.protocol", protocol.name().toLowerCase(Locale.ROOT))
                        .start()) {
                    awaitAnswer("/readyz", 503, "not yet a member of the group");
                    awaitAnswer("/startupz", 503, "");
                    awaitAnswer("/livez", 200, "alive");
                    assertThat(worker.alive()).isTrue();
                }
            }
        }
    }
}
