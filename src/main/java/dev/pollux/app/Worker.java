package dev.pollux.app;

import dev.pollux.api.RecordHandler;
import dev.pollux.config.PolluxConfig;
import dev.pollux.engine.Engine;
import dev.pollux.engine.EngineView;
import dev.pollux.engine.Event;
import dev.pollux.engine.Listener;
import dev.pollux.engine.MemberView;
import dev.pollux.engine.PauseScope;
import dev.pollux.kafka.ClientProperties;
import dev.pollux.kafka.ClusterWatch;
import dev.pollux.kafka.ConsumerCommands;
import dev.pollux.kafka.DeadLetterProducer;
import dev.pollux.kafka.Farewell;
import dev.pollux.kafka.GroupWatch;
import dev.pollux.kafka.Member;
import dev.pollux.kafka.MemberState;
import dev.pollux.kafka.PollEnd;
import dev.pollux.kafka.Predecessor;
import dev.pollux.kafka.Successor;
import dev.pollux.kafka.TopicIds;
import dev.pollux.kafka.TopicSizes;
import dev.pollux.scaling.GroupView;
import dev.pollux.worker.EngineDriver;
import dev.pollux.worker.WorkerSettings;
import dev.pollux.worker.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * One member of the group: the engine, the threads around it and the consumer, assembled top to bottom.
 *
 * <p>Thread-safe. {@link #prepare()} and {@link #start()} are called once; {@link #stop} any number of times; {@link #awaitEnd()} last.
 */
public final class Worker {
    private final Workers workers;
    private final MemberState state;
    private final DeadLetterProducer deadLetters;
    private final EngineDriver driver;
    private final Member member;
    private final GroupWatch group;
    private final LoadMeter load;
    private final ClusterWatch watch;
    private final Duration drainTimeout;

    /**
     * Assembles it; connects to nothing before {@link #start()}.
     *
     * @param handler open; closing it after {@link #awaitEnd()} is up to the caller
     * @param successor whom {@code membership.on-shutdown: auto} asks
     * @throws IllegalArgumentException where a client's property that Pollux itself needs has a wrong value
     * @throws org.apache.kafka.common.KafkaException where a client's property has a wrong value
     */
    public Worker(PolluxConfig config, RecordHandler<byte[], byte[]> handler, Listener listener, Successor successor) {
        var properties = new ClientProperties(config.kafka(), config.engine().buffer());
        properties.check();
        var workerSettings = new WorkerSettings(
                config.handler().timeout(),
                config.engine().concurrency(),
                config.handler().batchMaxRecords());
        var commands = new ConsumerCommands();
        load = new LoadMeter(
                listener, config.engine().ordering(), config.engine().concurrency(), this::engine);
        workers = new Workers(handler, workerSettings, load);
        state = new MemberState(config.kafka(), properties);
        deadLetters = new DeadLetterProducer(config.kafka(), properties);
        var engine = new Engine(config.engine(), workers.pace(), properties.polls(), RandomGenerator.getDefault());
        driver = new EngineDriver(engine, commands, deadLetters, workers, load, this::fail);
        var topicIds = new TopicIds();
        member = new Member(
                () -> new KafkaConsumer<>(properties.consumer()),
                config.kafka(),
                config.engine(),
                driver,
                commands,
                state,
                topicIds,
                listener,
                new Predecessor(config.kafka(), properties),
                new Farewell(config.kafka().membership(), successor));
        var sizes = new TopicSizes();
        group = new GroupWatch(config.kafka(), properties, state, sizes, topicIds, config.scaling(), load);
        watch = new ClusterWatch(config.kafka(), properties, state, topicIds, sizes, group, this::end);
        drainTimeout = config.drainTimeout();
    }

    /** Begins to make the consumer, which takes a while, and connects to nothing; called once, before {@link #start()}. */
    public void prepare() {
        member.prepare();
    }

    /** Joins the group and handles records, after {@link #prepare()}. */
    public void start() {
        driver.start();
        member.join();
        watch.start();
    }

    /** Waits until what becomes of a first record is decided, or for so long. */
    void awaitFirstRecord(Duration atMost) throws InterruptedException {
        load.awaitFirst(atMost);
    }

    /** Waits until the first join is over, however long that takes. */
    void awaitFirstJoin() throws InterruptedException {
        state.awaitFirstJoin();
    }

    /** Begins to stop: drains, commits, leaves or remains as configured. Does not wait. */
    public void stop() {
        member.drain(drainTimeout);
    }

    /** Waits until it has stopped, for whatever reason, and lets go of the rest. */
    public PollEnd awaitEnd() throws InterruptedException {
        PollEnd end = member.awaitEnd();
        watch.close();
        driver.stop();
        workers.stop();
        deadLetters.close();
        return end;
    }

    /** A person wants these paused, or resumed. */
    public void pause(PauseScope scope, boolean pause) {
        driver.step(pause ? new Event.PauseAsked(scope) : new Event.ResumeAsked(scope));
    }

    /** What the engine looks like now. */
    public EngineView engine() {
        return driver.view();
    }

    /** What the poll loop looks like now. */
    public MemberView member() {
        return state.get();
    }

    /** What the whole group looked like when it was looked at last. */
    public GroupView group() {
        return group.get();
    }

    /** The consumer's own metrics; may be read from any thread. */
    public Map<MetricName, ? extends Metric> consumerMetrics() {
        return member.metrics();
    }

    private void fail(String why) {
        end(new PollEnd.Failed(why));
    }

    private void end(PollEnd why) {
        member.fail(why, drainTimeout);
    }
}
