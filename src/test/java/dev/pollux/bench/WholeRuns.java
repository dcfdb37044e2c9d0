package dev.pollux.bench;

import dev.pollux.api.RecordHandler;
import dev.pollux.config.PolluxConfig;
import dev.pollux.engine.Engine;
import dev.pollux.engine.Listener;
import dev.pollux.engine.Pace;
import dev.pollux.kafka.ClientProperties;
import dev.pollux.kafka.ConsumerCommands;
import dev.pollux.kafka.DeadLetterProducer;
import dev.pollux.kafka.Farewell;
import dev.pollux.kafka.Member;
import dev.pollux.kafka.MemberState;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kafka.Predecessor;
import dev.pollux.kafka.Successor;
import dev.pollux.kafka.TopicIds;
import dev.pollux.worker.EngineDriver;
import dev.pollux.worker.WorkerSettings;
import dev.pollux.worker.Workers;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Pollux without giving back: assembled as {@code app.Worker} does it, but with the pace of batches, which are never taken
 * apart. Each worker keeps the run that it was handed, of {@value #RUN} records as for any quick handler, and all workers may be
 * awake, since nobody notices which of them sleep.
 */
final class WholeRuns {
    private static final int RUN = 512;
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration BOUND = Duration.ofMinutes(10);

    private WholeRuns() {}

    static void run(PolluxConfig config, RecordHandler<byte[], byte[]> handler, Course course, Listener listener)
            throws InterruptedException {
        int concurrency = config.engine().concurrency();
        var properties = new ClientProperties(config.kafka(), config.engine().buffer());
        var commands = new ConsumerCommands();
        var settings = new WorkerSettings(
                config.handler().timeout(), concurrency, config.handler().batchMaxRecords());
        var workers = new Workers(handler, settings, listener);
        var deadLetters = new DeadLetterProducer(config.kafka(), properties);
        var pace = Pace.later(concurrency, RUN);
        var engine = new Engine(config.engine(), pace, properties.polls(), RandomGenerator.getDefault());
        var driver = new EngineDriver(engine, commands, deadLetters, workers, listener, WholeRuns::fail);
        var member = new Member(
                () -> new KafkaConsumer<>(properties.consumer()),
                config.kafka(),
                config.engine(),
                driver,
                commands,
                new MemberState(config.kafka(), properties),
                new TopicIds(),
                listener,
                new Predecessor(config.kafka(), properties),
                new Farewell(config.kafka().membership(), Successor.NONE));
        driver.start();
        member.join();
        member.prepare();
        boolean inTime = course.awaitEnd(BOUND);
        member.drain(DRAIN);
        PollEnd end = member.awaitEnd();
        driver.stop();
        workers.stop();
        deadLetters.close();
        if (!inTime || !(end instanceof PollEnd.Stopped)) {
            throw new IllegalStateException("ended with " + end + (inTime ? "" : ", not in time"));
        }
    }

    private static void fail(String why) {
        throw new IllegalStateException(why);
    }
}
