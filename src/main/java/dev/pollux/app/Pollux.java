package dev.pollux.app;

import dev.pollux.admin.AdminServer;
import dev.pollux.admin.MetricsText;
import dev.pollux.admin.PortTakenException;
import dev.pollux.admin.Sources;
import dev.pollux.admin.Totals;
import dev.pollux.api.RecordHandler;
import dev.pollux.config.PolluxConfig;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.handler.Handlers;
import dev.pollux.kafka.PollEnd;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole process: handler, worker, metrics and server, started top to bottom and stopped in reverse. */
public final class Pollux {
    private static final Logger LOG = LoggerFactory.getLogger(Pollux.class);

    /** Exit codes, as the command line documents them. */
    private static final int FINE = 0;

    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;
    private static final int FENCED = 3;

    private final PolluxConfig config;
    private final String version;

    private Pollux(PolluxConfig config, String version) {
        this.config = config;
        this.version = version;
    }

    /**
     * Runs the worker until it is told to stop, by SIGTERM or SIGINT, or cannot go on.
     *
     * @param config checked
     * @param version of Pollux
     * @return the exit code: 0 fine, 1 failed, 2 wrong configuration, 3 fenced by another instance of the same id
     */
    public static int run(PolluxConfig config, String version) {
        return new Pollux(config, version).run();
    }

    private int run() {
        RecordHandler<byte[], byte[]> handler;
        Worker worker;
        Metrics metrics = new Metrics(new BuildInfo(version, Versions.kafkaClient(), Versions.java()));
        try {
            boolean retryUnknown = config.engine().delivery() != DeliveryGuarantee.AT_MOST_ONCE;
            handler = Handlers.create(config.handler(), config.engine().concurrency(), retryUnknown);
            worker = new Worker(config, handler, metrics);
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage());
        } catch (KafkaException e) {
            return refuse("kafka: " + e.getMessage() + because(e));
        }
        try (metrics) {
            return run(handler, worker, metrics);
        }
    }

    private int run(RecordHandler<byte[], byte[]> handler, Worker worker, Metrics metrics) {
        try {
            handler.open();
        } catch (Exception e) {
            LOG.error("The handler did not open", e);
            return FAILED;
        }
        metrics.bindViews(worker::engine, worker::member);
        metrics.bindKafka(worker::consumerMetrics);
        metrics.bindJvm();
        try (AdminServer server = AdminServer.start(config.server(), sources(worker, metrics))) {
            LOG.info(
                    "Pollux {}, group {}; status on port {}",
                    version,
                    config.kafka().group(),
                    server.port());
            return runToTheEnd(worker);
        } catch (PortTakenException e) {
            LOG.error("{}", e.getMessage());
            return FAILED;
        } finally {
            close(handler);
        }
    }

    private int runToTheEnd(Worker worker) {
        Signals signals = new Signals(worker::stop);
        worker.start();
        try {
            int code = switch (worker.awaitEnd()) {
                case PollEnd.Stopped() -> {
                    LOG.info("Stopped");
                    yield FINE;
                }
                case PollEnd.Failed(var why) -> {
                    LOG.error("Cannot go on: {}", why);
                    yield FAILED;
                }
                case PollEnd.Fenced(var why) -> {
                    LOG.error("Fenced: {}", why);
                    yield FENCED;
                }
            };
            signals.exitWith(code);
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private Sources sources(Worker worker, Metrics metrics) {
        MetricsText text = accept -> {
            var exposition = metrics.scrape(accept);
            return new MetricsText.Scrape(exposition.contentType(), exposition.text());
        };
        return new Sources(version, worker::engine, worker::member, () -> totals(metrics), text, worker::pause);
    }

    private static Totals totals(Metrics metrics) {
        return new Totals(
                metrics.records(RecordOutcome.ACCEPTED),
                metrics.records(RecordOutcome.RELEASED),
                metrics.records(RecordOutcome.DEAD_LETTERED),
                metrics.records(RecordOutcome.SKIPPED));
    }

    private static int refuse(@Nullable String message) {
        LOG.error("{}", message);
        return MISCONFIGURED;
    }

    private static String because(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? "" : " (" + cause.getMessage() + ')' + because(cause);
    }

    private static void close(RecordHandler<byte[], byte[]> handler) {
        try {
            handler.close();
        } catch (Exception e) {
            LOG.warn("The handler did not close cleanly", e);
        }
    }
}
