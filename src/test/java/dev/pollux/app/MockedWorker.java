package dev.pollux.app;

import dev.pollux.api.RecordHandler;
import dev.pollux.config.PolluxConfig;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.DeadLetters;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineInside;
import dev.pollux.engine.Listener;
import dev.pollux.kafka.ClientProperties;
import dev.pollux.kafka.ConsumerCommands;
import dev.pollux.kafka.Farewell;
import dev.pollux.kafka.Member;
import dev.pollux.kafka.MemberState;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kafka.Predecessor;
import dev.pollux.kafka.Successor;
import dev.pollux.kafka.TopicIds;
import dev.pollux.testkit.Seeds;
import dev.pollux.worker.EngineDriver;
import dev.pollux.worker.WorkerSettings;
import dev.pollux.worker.Workers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A worker as {@link Worker} assembles it, on Kafka's mock of a consumer, with a handler that was quick up to now: records that come
 * alone are handled by the thread that polls.
 */
final class MockedWorker implements AutoCloseable {
    private static final int WARM_NANOS = 100;

    final TurnsConsumer consumer = new TurnsConsumer();
    final Member member;
    final Queue<String> deadLetters = new ConcurrentLinkedQueue<>();
    private final Queue<String> stops = new ConcurrentLinkedQueue<>();
    private final EngineDriver driver;
    private final Workers workers;

    MockedWorker(Duration timeout, RecordHandler<byte[], byte[]> handler) {
        var configured = new Configured("localhost:1", "g", TurnsConsumer.TOPIC);
        configured.timeout = timeout;
        configured.maxAttempts = 1;
        configured.commitInterval = Duration.ofMillis(5);
        PolluxConfig config = configured.config();
        var properties = new ClientProperties(config.kafka(), config.engine().buffer());
        var commands = new ConsumerCommands();
        var listener = new Listener() {};
        workers = new Workers(handler, new WorkerSettings(timeout, configured.concurrency, 10), listener);
        var pace = EngineInside.warmedUp(workers.pace(), WARM_NANOS);
        var engine = new Engine(config.engine(), pace, properties.polls(), Seeds.random(1));
        driver = new EngineDriver(engine, commands, new Letters(), workers, listener, stops::add);
        member = new Member(
                () -> consumer.oneThreadAtATime(),
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
        member.prepare();
        member.join();
    }

    /** Stops it within this time. */
    PollEnd stop(Duration timeout) {
        member.drain(timeout);
        try {
            return member.awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What went wrong inside. */
    Queue<String> stops() {
        return stops;
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(20));
        driver.stop();
        workers.stop();
    }

    private final class Letters implements DeadLetters {
        @Override
        public void write(DeadLetter letter, Consumer<Boolean> acknowledged) {
            byte[] key = letter.record().key();
            deadLetters.add(key == null ? "" : new String(key, StandardCharsets.UTF_8));
            acknowledged.accept(true);
        }
    }
}
