package dev.pollux.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * How many heartbeats the group has answered. The client tells nobody but its metrics; a client without this one, such as a
 * mock, was never answered. For the poll thread alone.
 */
final class Heartbeats {
    private static final String GROUP = "consumer-coordinator-metrics";
    private static final String NAME = "heartbeat-total";

    private final Map<MetricName, ? extends Metric> metrics;
    private @Nullable Metric answered;

    /**
     * @param metrics the consumer's
     */
    Heartbeats(Map<MetricName, ? extends Metric> metrics) {
        this.metrics = metrics;
    }

    /** So many since the client was made. */
    long answered() {
        if (answered == null) {
            answered = find();
        }
        return answered != null && answered.metricValue() instanceof Number count ? count.longValue() : 0;
    }

    private @Nullable Metric find() {
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            if (metric.getKey().group().equals(GROUP) && metric.getKey().name().equals(NAME)) {
                return metric.getValue();
            }
        }
        return null;
    }
}
