package dev.pollux.bench;

import dev.pollux.api.BatchHandler;
import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.api.RecordHandler;
import dev.pollux.app.Versions;
import dev.pollux.app.Worker;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kafka.Successor;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A worker with the default configuration and metrics, and a handler that is given to it as it is. */
record PolluxWorker(PolluxConfig config, RecordHandler<byte[], byte[]> handler, Course course) {
    private static final Duration BOUND = Duration.ofMinutes(10);

    static PolluxWorker of(Contestant contestant, Job job, Handling handling) throws InvalidConfigException {
        return contestant == Contestant.POLLUX_KEY
                ? new PolluxWorker(byKey(job), oneByOne(handling), handling.course())
                : new PolluxWorker(byPartition(job), batches(handling), handling.course());
    }

    static PolluxConfig byKey(Job job, String... settings) throws InvalidConfigException {
        List<String> all =
                new ArrayList<>(List.of("ordering=key", "concurrency=" + job.concurrency(), "handler.type=discard"));
        all.addAll(List.of(settings));
        return job.source().config(all.toArray(String[]::new));
    }

    private static PolluxConfig byPartition(Job job) throws InvalidConfigException {
        // The class is not looked at: the handler is given to the worker as it is.
        return job.source()
                .config(
                        "ordering=partition",
                        "handler.type=java",
                        "handler.java.class=" + PolluxWorker.class.getName(),
                        "handler.java.batch.max-records=500");
    }

    private static Handler<byte[], byte[]> oneByOne(Handling handling) {
        return delivery -> {
            handling.handle(delivery.key(), delivery.offset());
            return Outcome.accept();
        };
    }

    private static BatchHandler<byte[], byte[]> batches(Handling handling) {
        return batch -> {
            for (Delivery<byte[], byte[]> delivery : batch) {
                handling.handle(delivery.key(), delivery.offset());
            }
            return Collections.nCopies(batch.size(), Outcome.accept());
        };
    }

    void run() throws InterruptedException {
        try (Metrics metrics = new Metrics(new BuildInfo("bench", Versions.kafkaClient(), Versions.java()))) {
            Worker worker = new Worker(config, handler, new Counting(metrics, course), Successor.NONE);
            worker.prepare();
            worker.start();
            boolean inTime = course.awaitEnd(BOUND);
            worker.stop();
            PollEnd end = worker.awaitEnd();
            if (!inTime || !(end instanceof PollEnd.Stopped)) {
                throw new IllegalStateException("the worker ended with " + end + (inTime ? "" : ", not in time"));
            }
        }
    }
}
