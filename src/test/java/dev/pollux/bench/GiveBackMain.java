package dev.pollux.bench;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.app.Versions;
import dev.pollux.config.PolluxConfig;
import dev.pollux.metrics.BuildInfo;
import dev.pollux.metrics.Metrics;
import java.util.Objects;

/** The process of a worker some of whose records sleep: a {@link Job} and how long they do; prints three lines more. */
final class GiveBackMain {
    static final String BEHIND_SLEEPERS = "BEHIND SLEEPERS";

    /** The same without what the collector held up. */
    static final String WITHOUT_PAUSES = "WITHOUT PAUSES";

    static final String BEHIND_OTHERS = "BEHIND OTHERS";

    private GiveBackMain() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Handling handling = new Handling(job);
        Sleepers sleepers = new Sleepers(job.records(), Integer.parseInt(arguments[arguments.length - 1]));
        Handler<byte[], byte[]> handler = delivery -> {
            byte[] key = Objects.requireNonNull(delivery.key());
            sleepers.meet(delivery, Keys.number(key));
            handling.handle(key, delivery.offset());
            return Outcome.accept();
        };
        CollectorPauses pauses = new CollectorPauses();
        PolluxConfig config = PolluxWorker.byKey(job, "kafka.interceptor.classes=" + Polls.class.getName());
        if (Contestant.of(job.contestant()) == Contestant.POLLUX_WHOLE) {
            try (Metrics metrics = new Metrics(new BuildInfo("bench", Versions.kafkaClient(), Versions.java()))) {
                var listener = new Counting(metrics, handling.course());
                WholeRuns.run(config, handler, handling.course(), listener);
            }
        } else {
            new PolluxWorker(config, handler, handling.course()).run();
        }
        pauses.close();
        System.out.println(
                sleepers.behindSleepers().percentiles(BEHIND_SLEEPERS).line());
        System.out.println(
                sleepers.behindSleepers().without(pauses, WITHOUT_PAUSES).line());
        System.out.println(sleepers.behindOthers().percentiles(BEHIND_OTHERS).line());
        handling.finish();
    }
}
