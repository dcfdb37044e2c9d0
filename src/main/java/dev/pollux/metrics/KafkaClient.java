package dev.pollux.metrics;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Gives Micrometer's binder the metrics of a client without the client.
 *
 * <p>The binder takes a consumer, a producer or an admin client and asks it for nothing but {@code metrics()}. It knows no
 * share consumer, and a part that owns a consumer had better not hand it out.
 */
final class KafkaClient {
    private KafkaClient() {}

    static KafkaClientMetrics binder(
            Supplier<? extends Map<MetricName, ? extends Metric>> metrics, ScheduledExecutorService scheduler) {
        return new KafkaClientMetrics(consumer(metrics), List.of(), scheduler);
    }

    private static Consumer<?, ?> consumer(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        return (Consumer<?, ?>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("metrics")) {
                        return once(metrics.get());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /**
     * For a topic with periods in its name the client gives each metric twice, once more with underscores for what reads
     * the old name (KIP-1109); a sum over topics would be twice what happened. No topic is lost: the brokers refuse one
     * that differs from another only in this.
     */
    private static Map<MetricName, Metric> once(Map<MetricName, ? extends Metric> metrics) {
        Set<String> oldNames = metrics.keySet().stream()
                .map(KafkaClient::topic)
                .filter(topic -> topic.indexOf('.') >= 0)
                .map(topic -> topic.replace('.', '_'))
                .collect(Collectors.toSet());
        return metrics.entrySet().stream()
                .filter(metric -> !oldNames.contains(topic(metric.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String topic(MetricName name) {
        return name.tags().getOrDefault("topic", "");
    }
}
