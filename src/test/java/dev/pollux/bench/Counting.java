package dev.pollux.bench;

import dev.pollux.api.Delivery;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Timestamps;
import dev.pollux.metrics.Metrics;
import java.util.List;

/** Counts as in production, and for the course. */
record Counting(Metrics metrics, Course course) implements Listener {
    @Override
    public void handled(
            List<Delivery<byte[], byte[]>> records, Timestamps timestamps, HandlerOutcome outcome, long nanos) {
        metrics.handled(records, timestamps, outcome, nanos);
        course.handled(records.size(), nanos);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        metrics.settled(topic, outcome, count);
    }

    @Override
    public void rebalanced(Rebalance event, int partitions) {
        metrics.rebalanced(event, partitions);
    }

    @Override
    public void committed(CommitOutcome outcome, long nanos) {
        metrics.committed(outcome, nanos);
    }
}
