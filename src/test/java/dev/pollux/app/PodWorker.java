package dev.pollux.app;

import static org.awaitility.Awaitility.await;

import dev.pollux.api.RecordHandler;
import dev.pollux.engine.Listener;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kubernetes.OwnStatefulSet;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import dev.pollux.testkit.KubernetesApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker in this process that takes itself for a pod of a StatefulSet, and its metrics. */
final class PodWorker implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Metrics metrics;
    private final Notes notes;
    private final RunningWorker running;

    private PodWorker(Metrics metrics, Notes notes, RunningWorker running) {
        this.metrics = metrics;
        this.notes = notes;
        this.running = running;
    }

    /** Starts it. */
    static PodWorker start(
            Configured configured,
            KubernetesApi kubernetes,
            int ordinal,
            Path folder,
            RecordHandler<byte[], byte[]> handler) {
        String name = kubernetes.podName(ordinal);
        Path account = kubernetes.serviceAccount(folder.resolve(name), ordinal);
        configured.instanceId = name;
        configured.successor = new StatefulSetSuccessor(OwnStatefulSet.of(kubernetes.environment(ordinal), account));
        Metrics metrics = new Metrics(new BuildInfo("test", Versions.kafkaClient(), Versions.java()));
        Notes notes = new Notes(metrics);
        return new PodWorker(metrics, notes, RunningWorker.start(configured, handler, notes));
    }

    /** Waits until it has so many. */
    void awaitPartitions(int count) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> running.worker.engine().partitions().size() == count);
    }

    /** {@code pollux_rebalances_total}, of whatever event. */
    double rebalances() {
        return metrics.scrape("")
                .text()
                .lines()
                .filter(line -> line.startsWith("pollux_rebalances_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Begins to stop, as by SIGTERM. */
    void sigterm() {
        running.worker.stop();
    }

    /** Stops and tells why it ended. */
    PollEnd stop() {
        return running.stop();
    }

    /** {@link #rebalances}, but for those that gave it nothing. */
    int moves() {
        return notes.moves.get();
    }

    /** When it learned how its last commit ended. */
    long lastCommitNanos() {
        return notes.committedNanos;
    }

    /** When it was last given partitions. */
    long lastAssignedNanos() {
        return notes.assignedNanos;
    }

    @Override
    public void close() {
        running.close();
        metrics.close();
    }

    private static final class Notes implements Listener {
        private final Metrics metrics;
        private final AtomicInteger moves = new AtomicInteger();
        private volatile long committedNanos = System.nanoTime();
        private volatile long assignedNanos = committedNanos;

        Notes(Metrics metrics) {
            this.metrics = metrics;
        }

        @Override
        public void rebalanced(Rebalance event, int partitions) {
            metrics.rebalanced(event, partitions);
            if (event != Rebalance.ASSIGNED || partitions > 0) {
                moves.incrementAndGet();
            }
            if (event == Rebalance.ASSIGNED && partitions > 0) {
                assignedNanos = System.nanoTime();
            }
        }

        @Override
        public void committed(CommitOutcome outcome, long nanos) {
            metrics.committed(outcome, nanos);
            if (outcome == CommitOutcome.OK) {
                committedNanos = System.nanoTime();
            }
        }
    }
}
