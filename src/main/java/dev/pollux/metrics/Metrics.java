package dev.pollux.metrics;

import dev.pollux.api.Delivery;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.EngineView.PartitionView;
import dev.pollux.engine.Listener;
import dev.pollux.engine.MemberView;
import dev.pollux.engine.Timestamps;
import dev.pollux.scaling.GroupView;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens and answers with it in Prometheus' formats: Pollux's own metrics, the Kafka clients' and the JVM's.
 *
 * <p>Safe for any number of threads. Counting takes no lock and, but for a topic's first record, allocates nothing.
 */
public final class Metrics implements Listener, AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_1 = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private record Views(Supplier<EngineView> engine, Supplier<MemberView> member) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counts counts = new Counts();
    private final InfoSnapshot buildInfo;
    /** Guarded by this object's monitor: scrapes take turns. */
    private final Gauges gauges = new Gauges();
    /** Written once by the thread that assembles the worker, read by scrapes. */
    private volatile @Nullable Views views;

    /** As the views; 0 before. */
    private volatile int concurrency;

    /** As the views. */
    private volatile Supplier<GroupView> group = () -> GroupView.NONE;

    private final Queue<KafkaClientMetrics> kafkaClients = new ConcurrentLinkedQueue<>();
    private final JvmGcMetrics gc = new JvmGcMetrics();
    /** Looks once a minute for metrics that a Kafka client has added or dropped, and does nothing else. */
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kafka-client-metrics").daemon().factory());

    /** Begins with the counters and {@code pollux_build_info}; the rest comes with the {@code bind} methods. */
    public Metrics(BuildInfo build) {
        registry.config().meterFilter(new NamingRules());
        buildInfo = InfoSnapshot.builder()
                .name("pollux_build")
                .help("What runs here; the value is always 1.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "version", build.version(), "kafka_client", build.kafkaClient(), "java", build.java()))
                        .build())
                .build();
        MultiCollector own = this::collect;
        registry.getPrometheusRegistry().register(own);
    }

    /**
     * Adds the gauges. Each scrape asks each of these once, from the scraping thread; what they throw fails the scrape.
     *
     */
    public void bindViews(Supplier<EngineView> engine, Supplier<MemberView> member) {
        views = new Views(engine, member);
    }

    /** Adds how many handler calls may be in flight at once, beside which the number of those that are means something. */
    public void bindConcurrency(int calls) {
        concurrency = calls;
    }

    /** Adds the gauges of the whole group; asked as the views are. */
    public void bindGroup(Supplier<GroupView> view) {
        group = view;
    }

    /**
     * Adds the metrics of one Kafka client, as Micrometer names them: {@code kafka_consumer_...}. They are read from the
     * scraping thread and a thread of this object's own, which {@code metrics()} of every Kafka client allows, although
     * the consumer itself is for one thread.
     *
     * @param metrics the client's {@code metrics()}; may be empty while there is no client yet
     */
    public void bindKafka(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        KafkaClientMetrics binder = KafkaClient.binder(metrics, refresher);
        kafkaClients.add(binder);
        binder.bindTo(registry);
    }

    /** Adds the JVM's memory, garbage collection, threads, classes, processor and uptime, as Micrometer names them. */
    public void bindJvm() {
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new ProcessorTime().bindTo(registry);
    }

    /**
     * Everything, now.
     *
     * @param accept the request's {@code Accept} header: OpenMetrics 1.0 where it is named there, else Prometheus' text
     *     format 0.0.4
     */
    public Exposition scrape(@Nullable String accept) {
        boolean open = accept != null && accept.toLowerCase(Locale.ROOT).contains(OPEN_METRICS);
        String type = open ? OPEN_METRICS_1 : PROMETHEUS_TEXT;
        return new Exposition(type, registry.scrape(type));
    }

    /** Records settled like this since the start, of all topics. */
    public long records(RecordOutcome outcome) {
        return counts.records(outcome);
    }

    private synchronized MetricSnapshots collect() {
        List<MetricSnapshot> families = new ArrayList<>(List.of(buildInfo));
        Views bound = views;
        if (bound != null) {
            EngineView engine = bound.engine().get();
            engine.partitions().stream().map(PartitionView::topic).forEach(counts::begin);
            families.addAll(gauges.families(engine, bound.member().get(), System.currentTimeMillis()));
        }
        if (concurrency > 0) {
            families.add(Gauges.gauge(
                    "pollux_concurrency", "Handler calls that may be in flight at once.", (double) concurrency));
        }
        families.addAll(GroupGauges.families(group.get(), System.currentTimeMillis()));
        families.addAll(counts.families());
        return new MetricSnapshots(families);
    }

    @Override
    public void handled(
            List<Delivery<byte[], byte[]>> records, Timestamps timestamps, HandlerOutcome outcome, long nanos) {
        counts.handled(records, timestamps, outcome, nanos);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        counts.settled(topic, outcome, count);
    }

    @Override
    public void rebalanced(Rebalance event, int partitions) {
        counts.rebalanced(event, partitions);
    }

    @Override
    public void committed(CommitOutcome outcome, long nanos) {
        counts.committed(outcome, nanos);
    }

    /** Stops its thread. Close it before the Kafka clients, or after: it holds no client. */
    @Override
    public void close() {
        refresher.shutdownNow();
        kafkaClients.forEach(KafkaClientMetrics::close);
        gc.close();
        registry.close();
    }
}
