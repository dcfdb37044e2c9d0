package dev.pollux.bench;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import org.jspecify.annotations.Nullable;

/** The process of a contestant whose records are timed: a {@link Job}, and one line more. */
final class LatencyMain {
    static final String LATENCY = "LATENCY";

    private LatencyMain() {}

    public static void main(String[] arguments) throws Exception {
        Job job = Job.of(arguments);
        Handling handling = new Handling(job);
        var delays = new Percentiles.Collector(job.records());
        Contestant contestant = Contestant.of(job.contestant());
        if (contestant == Contestant.POLLUX_KEY) {
            Handler<byte[], byte[]> handler = delivery -> {
                note(delays, delivery.value());
                handling.handle(delivery.key(), delivery.offset());
                return Outcome.accept();
            };
            new PolluxWorker(PolluxWorker.byKey(job), handler, handling.course()).run();
        } else {
            RawLoop.of(contestant, job).run(handling.course(), message -> {
                note(delays, message.value());
                handling.handle(message.key(), message.offset());
            });
        }
        System.out.println(delays.percentiles(LATENCY).line());
        handling.finish();
    }

    private static void note(Percentiles.Collector delays, byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalStateException("a record without a value");
        }
        long age = Stamp.age(value);
        if (age >= 0) {
            delays.note(age);
        }
    }
}
