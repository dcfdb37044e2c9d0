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
import dev.pollux.engine.Listener;
import dev.pollux.kafka.PollEnd;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** A worker with the default configuration and metrics, and a handler that does nothing but check. */
record PolluxWorker(PolluxConfig config, RecordHandler<byte[], byte[]> handler, Course course) {
    private static final Duration BOUND = Duration.ofMinutes(10);

    static PolluxWorker of(Contestant contestant, Source source, Tally tally, Course course)
            throws InvalidConfigException {
        boolean byKey = contestant == Contestant.POLLUX_KEY;
        return new PolluxWorker(
                byKey ? byKey(source) : byPartition(source), byKey ? oneByOne(tally) : batches(tally), course);
    }

    private static PolluxConfig byKey(Source source) throws InvalidConfigException {
        return source.config("ordering=key", "concurrency=64", "handler.type=discard");
    }

    private static PolluxConfig byPartition(Source source) throws InvalidConfigException {
        // The class is not looked at: the handler is given to the worker as it is.
        return source.config(
                "ordering=partition",
                "handler.type=java",
                "handler.java.class=" + PolluxWorker.class.getName(),
                "handler.java.batch.max-records=500");
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

    void run() throws InterruptedException {
        try (Metrics metrics = new Metrics(new BuildInfo("bench", Versions.kafkaClient(), Versions.java()))) {
            Worker worker = new Worker(config, handler, new Counting(metrics, course));
            worker.start();
            boolean inTime = course.awaitEnd(BOUND);
            worker.stop();
            PollEnd end = worker.awaitEnd();
            if (!inTime || !(end instanceof PollEnd.Stopped)) {
                throw new IllegalStateException("the worker ended with " + end + (inTime ? "" : ", not in time"));
            }
        }
    }

    /** Counts as in production, and for the course. */
    private record Counting(Metrics metrics, Course course) implements Listener {
        @Override
        public void handled(List<Delivery<byte[], byte[]>> records, HandlerOutcome outcome, long nanos) {
            metrics.handled(records, outcome, nanos);
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
}
