package dev.pollux.bench;

import dev.pollux.admin.ServerSettings;
import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.app.Worker;
import dev.pollux.config.PolluxConfig;
import dev.pollux.engine.CommitSettings;
import dev.pollux.engine.DeliveryGuarantee;
import dev.pollux.engine.EngineSettings;
import dev.pollux.engine.Listener;
import dev.pollux.engine.OnExhausted;
import dev.pollux.engine.Ordering;
import dev.pollux.engine.RetrySettings;
import dev.pollux.handler.HandlerSettings;
import dev.pollux.handler.JavaSettings;
import dev.pollux.kafka.PollEnd;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A worker with the default configuration, and a handler that does nothing but count. */
record PolluxWorker(PolluxConfig config, RecordHandler<byte[], byte[]> handler, Course course) {
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int CONCURRENCY = 64;
    private static final int BATCH = 500;

    static PolluxWorker of(Contestant contestant, Source source, Tally tally, Course course) {
        boolean byKey = contestant == Contestant.POLLUX_KEY;
        return new PolluxWorker(
                config(source, byKey ? Ordering.KEY : Ordering.PARTITION),
                byKey ? oneByOne(tally) : batches(tally),
                course);
    }

    private static Handler<byte[], byte[]> oneByOne(Tally tally) {
        return delivery -> {
            tally.see(delivery);
            return Outcome.accept();
        };
    }

    private static BatchHandler<byte[], byte[]> batches(Tally tally) {
        return batch -> {
            for (Delivery<byte[], byte[]> delivery : batch) {
                tally.see(delivery);
            }
            return Collections.nCopies(batch.size(), Outcome.accept());
        };
    }

    private static PolluxConfig config(Source source, Ordering ordering) {
        String decoder = ByteArrayDeserializer.class.getName();
        return new PolluxConfig(
                new EngineSettings(
                        ordering,
                        DeliveryGuarantee.AT_LEAST_ONCE,
                        CONCURRENCY,
                        new RetrySettings(5, Duration.ofMillis(200), 2, Duration.ofSeconds(30), 0.2),
                        OnExhausted.DEAD_LETTER,
                        new CommitSettings(CommitSettings.Strategy.ASYNC, Duration.ofSeconds(1), 10_000),
                        Source.BUFFER),
                source.kafkaSettings(),
                new HandlerSettings(
                        HandlerSettings.Type.JAVA,
                        Duration.ofSeconds(30),
                        null,
                        new JavaSettings("", null, decoder, decoder, Map.of(), BATCH)),
                new ServerSettings(0, null),
                Duration.ofSeconds(25));
    }

    void run() throws InterruptedException {
        Worker worker = new Worker(config, handler, new Listener() {
            @Override
            public void handled(List<Delivery<byte[], byte[]>> records, HandlerOutcome outcome, long nanos) {
                course.handled(records.size(), nanos);
            }
        });
        worker.start();
        boolean inTime = course.awaitEnd(BOUND);
        worker.stop();
        PollEnd end = worker.awaitEnd();
        if (!inTime || !(end instanceof PollEnd.Stopped)) {
            throw new IllegalStateException("the worker ended with " + end + (inTime ? "" : ", not in time"));
        }
    }
}
