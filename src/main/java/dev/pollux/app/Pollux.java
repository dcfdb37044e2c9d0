package dev.pollux.app;

import dev.pollux.admin.AdminPort;
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
import dev.pollux.kubernetes.OwnStatefulSet;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole process: handler, worker, metrics and server, started top to bottom and stopped in reverse. */
public final class Pollux {
    private static final Logger LOG = LoggerFactory.getLogger(Pollux.class);

    /** Long enough for a member to join at once, and too short for a probe to give up. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final PolluxConfig config;
    private final String version;
    private final StatefulSetSuccessor successor = new StatefulSetSuccessor(OwnStatefulSet.of(System.getenv()));

    private Pollux(PolluxConfig config, String version) {
        this.config = config;
        this.version = version;
    }

    /**
     * Runs the worker until it is told to stop, by SIGTERM or SIGINT, or cannot go on.
     *
     * @param config checked
     * @param version of Pollux
     */
    public static ExitCode run(PolluxConfig config, String version) {
        Signals signals = new Signals();
        ExitCode code = ExitCode.FAILED;
        try {
            code = new Pollux(config, version).run(signals);
            return code;
        } finally {
            // The last thing that is done: from here on a signal ends the process at once.
            signals.exitWith(code);
        }
    }

    private ExitCode run(Signals signals) {
        try (Metrics metrics = new Metrics(new BuildInfo(version, Versions.kafkaClient(), Versions.java()))) {
            RecordHandler<byte[], byte[]> handler;
            Worker worker;
            try {
                handler = handler();
                worker = new Worker(config, handler, metrics, successor);
            } catch (IllegalArgumentException e) {
                return refuse(e.getMessage());
            } catch (KafkaException e) {
                return refuse("kafka: " + e.getMessage() + because(e));
            }
            return run(signals, handler, worker, metrics);
        }
    }

    private RecordHandler<byte[], byte[]> handler() {
        boolean retryUnknown = config.engine().delivery() != DeliveryGuarantee.AT_MOST_ONCE;
        try {
            return Handlers.create(config.handler(), config.engine().concurrency(), retryUnknown);
        } catch (IllegalStateException e) {
            // The user's own class, which the message names.
            LOG.debug("The handler was not made", e);
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).replaceAll("\\R", " "), e);
        }
    }

    private ExitCode run(Signals signals, RecordHandler<byte[], byte[]> handler, Worker worker, Metrics metrics) {
        worker.prepare();
        try {
            handler.open();
        } catch (Exception e) {
            LOG.error("The handler did not open", e);
            return abandon(worker);
        }
        // Who cannot have the port must not join the group.
        try (AdminPort port = AdminPort.open(config.server().port())) {
            signals.stopWith(worker::stop);
            worker.start();
            if (config.kafka().membership().asksSuccessor()) {
                successor.rehearse(worker);
            }
            return serve(port, worker, metrics);
        } catch (PortTakenException e) {
            LOG.error("{}", e.getMessage());
            return abandon(worker);
        } finally {
            close(handler);
        }
    }

    /** Lets go of a worker that has not been started. */
    private static ExitCode abandon(Worker worker) {
        worker.stop();
        try {
            var _ = worker.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.FAILED;
    }

    /** Answers after the first record: until then the cores are the worker's, and who asks waits. */
    private ExitCode serve(AdminPort port, Worker worker, Metrics metrics) {
        awaitFirstRecord(worker);
        try (AdminServer server = server(port, worker, metrics)) {
            LOG.info(
                    "Pollux {}, group {}; status on port {}",
                    version,
                    config.kafka().group(),
                    server.port());
            return awaitEnd(worker);
        }
    }

    private static void awaitFirstRecord(Worker worker) {
        try {
            worker.awaitFirstRecord(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AdminServer server(AdminPort port, Worker worker, Metrics metrics) {
        try {
            metrics.bindViews(worker::engine, worker::member);
            metrics.bindGroup(worker::group);
            metrics.bindConcurrency(config.engine().concurrency());
            metrics.bindKafka(worker::consumerMetrics);
            metrics.bindJvm();
            return AdminServer.start(port, config.server().adminToken(), sources(worker, metrics));
        } catch (RuntimeException e) {
            worker.stop();
            var _ = awaitEnd(worker);
            throw e;
        }
    }

    private static ExitCode awaitEnd(Worker worker) {
        try {
            return switch (worker.awaitEnd()) {
                case PollEnd.Stopped() -> {
                    LOG.info("Stopped");
                    yield ExitCode.FINE;
                }
                case PollEnd.Failed(var why) -> {
                    LOG.error("Cannot go on: {}", why);
                    yield ExitCode.FAILED;
                }
                case PollEnd.Fenced(var why) -> {
                    LOG.error("Fenced: {}", why);
                    yield ExitCode.FENCED;
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
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

    private static ExitCode refuse(@Nullable String message) {
        LOG.error("{}", message);
        return ExitCode.MISCONFIGURED;
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
