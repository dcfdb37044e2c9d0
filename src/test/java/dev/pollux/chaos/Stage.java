package dev.pollux.chaos;

import dev.pollux.kafka.MembershipSettings.Protocol;
import dev.pollux.testkit.AtExit;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Opened;
import dev.pollux.testkit.ProcessBroker;
import dev.pollux.testkit.Project;
import dev.pollux.testkit.SteadyProducer;
import java.nio.file.Path;
import java.util.Map;

/** Everything that takes part, started in order and stopped in reverse, also when the JVM is asked to end. */
final class Stage implements AutoCloseable {
    static final String TOPIC = "chaos";
    static final String DEAD_LETTERS = "chaos.dlt";
    static final String GROUP = "chaos-workers";

    private static final int PER_SECOND = 300;
    private static final int PARTITIONS = 12;
    private static final int DEAD_LETTER_PARTITIONS = 3;

    final Chronicle chronicle = new Chronicle();
    final Arrivals arrivals = new Arrivals();
    final Cluster cluster;
    final SteadyProducer source;
    final Fleet fleet;
    final WorkerFaults workerFaults;
    final SurroundingFaults surroundingFaults;

    private final Opened opened = new Opened();
    private final Runnable atExit = this::close;

    Stage(ChaosSettings settings, FaultPlan plan, Narrator narrator) throws InterruptedException {
        try {
            ProcessBroker broker = opened.add(ProcessBroker.start(brokerProperties()));
            cluster = opened.add(Cluster.of(broker));
            cluster.createTopic(TOPIC, PARTITIONS);
            cluster.createTopic(DEAD_LETTERS, DEAD_LETTER_PARTITIONS);
            Receiver receiver = opened.add(new Receiver(arrivals, settings.seed()));
            WorkerConfig config =
                    new WorkerConfig(broker.bootstrapServers(), GROUP, TOPIC, plan.protocol(), receiver.url());
            // Runs with other seeds may be under way beside it.
            Path folder = Project.target().resolve("chaos").resolve("seed-" + settings.seed());
            fleet = opened.add(new Fleet(config, folder, chronicle, narrator));
            workerFaults = new WorkerFaults(fleet);
            surroundingFaults = opened.add(new SurroundingFaults(broker, receiver, chronicle));
            // After the broker's own, so that it runs before it: then nobody starts anything any more.
            AtExit.register(atExit);
            fleet.start();
            if (plan.protocol() == Protocol.CLASSIC) {
                opened.add(new RebalanceWatch(cluster, GROUP, chronicle));
            }
            source = opened.add(SteadyProducer.perSecond(PER_SECOND, broker.bootstrapServers(), Message.stream(TOPIC)));
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** May be called again. */
    @Override
    public void close() {
        AtExit.forget(atExit);
        opened.close();
    }

    private static Map<String, String> brokerProperties() {
        return Map.of(
                "group.consumer.session.timeout.ms", Long.toString(Limits.SESSION.toMillis()),
                "group.consumer.heartbeat.interval.ms", Long.toString(Limits.HEARTBEAT.toMillis()));
    }
}
