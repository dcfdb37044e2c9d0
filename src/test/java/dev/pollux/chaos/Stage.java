package dev.pollux.chaos;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.AtExit;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.ProcessBroker;
import dev.pollux.testkit.Project;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Everything that takes part, started in order and stopped in reverse, also when the JVM is asked to end. */
final class Stage implements AutoCloseable {
    static final String TOPIC = "chaos";
    static final String DEAD_LETTERS = "chaos.dlt";
    static final String GROUP = "chaos-workers";

    private static final int PARTITIONS = 12;
    private static final int DEAD_LETTER_PARTITIONS = 3;

    final Chronicle chronicle = new Chronicle();
    final Arrivals arrivals = new Arrivals();
    final Cluster cluster;
    final Source source;
    final Fleet fleet;
    final WorkerFaults workerFaults;
    final SurroundingFaults surroundingFaults;

    private final Deque<Runnable> opened = new ArrayDeque<>();
    private final Runnable atExit = this::close;

    Stage(ChaosSettings settings, FaultPlan plan, Narrator narrator) throws InterruptedException {
        try {
            ProcessBroker broker = ProcessBroker.start(brokerProperties());
            opened.push(broker::close);
            cluster = Cluster.of(broker);
            opened.push(cluster::close);
            cluster.createTopic(TOPIC, PARTITIONS);
            cluster.createTopic(DEAD_LETTERS, DEAD_LETTER_PARTITIONS);
            Receiver receiver = new Receiver(arrivals, settings.seed());
            opened.push(receiver::close);
            WorkerConfig config =
                    new WorkerConfig(broker.bootstrapServers(), GROUP, TOPIC, plan.protocol(), receiver.url());
            fleet = new Fleet(config, Project.target().resolve("chaos"), chronicle, narrator);
            opened.push(fleet::close);
            workerFaults = new WorkerFaults(fleet);
            surroundingFaults = new SurroundingFaults(broker, receiver, chronicle);
            opened.push(surroundingFaults::close);
            // After the broker's own, so that it runs before it: then nobody starts anything any more.
            AtExit.register(atExit);
            fleet.start();
            if (plan.protocol() == Protocol.CLASSIC) {
                RebalanceWatch watch = new RebalanceWatch(cluster, GROUP, chronicle);
                opened.push(watch::close);
            }
            source = new Source(broker.bootstrapServers(), TOPIC);
            opened.push(source::close);
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** May be called again. */
    @Override
    public synchronized void close() {
        AtExit.forget(atExit);
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }

    private static Map<String, String> brokerProperties() {
        return Map.of(
                "group.consumer.session.timeout.ms", Long.toString(Limits.SESSION.toMillis()),
                "group.consumer.heartbeat.interval.ms", Long.toString(Limits.HEARTBEAT.toMillis()));
    }
}
