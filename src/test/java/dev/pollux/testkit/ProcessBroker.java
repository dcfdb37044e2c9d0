package dev.pollux.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * A KRaft broker (broker and controller in one) from the Maven Central artifacts, in a process of its own.
 *
 * <p>Its class path never meets ours. Its data are in a temporary folder that goes when the broker is closed or this JVM
 * ends.
 */
public final class ProcessBroker implements Broker {
    private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final int TAIL_LINES = 40;

    /** The first compiler alone and the plainest collector: the broker is up a second earlier, and quick enough. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    private final BrokerAddresses addresses;
    private final List<String> jvmOptions;
    private final Path folder;
    private final Runnable atExit = this::close;
    private ChildProcess process;

    private ProcessBroker(
            BrokerAddresses addresses, List<String> jvmOptions, Path folder, Map<String, String> properties) {
        this.addresses = addresses;
        this.jvmOptions = jvmOptions;
        this.folder = folder;
        AtExit.register(atExit);
        try {
            Files.writeString(propertiesFile(), BrokerProperties.of(addresses, folder.resolve("data"), properties));
            format();
            this.process = launch();
            awaitServing();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a broker with the settings that suit tests. */
    public static ProcessBroker start() {
        return start(Map.of());
    }

    /** Starts a broker; {@code properties} come before the settings that suit tests. */
    public static ProcessBroker start(Map<String, String> properties) {
        return start(properties, JVM_OPTIONS);
    }

    /** Starts a broker with other options for its JVM, such as a larger heap for measuring. */
    public static ProcessBroker start(Map<String, String> properties, List<String> jvmOptions) {
        return new ProcessBroker(BrokerAddresses.free(), jvmOptions, Folders.temporary("pollux-broker-"), properties);
    }

    @Override
    public String bootstrapServers() {
        return addresses.clients();
    }

    /** A second listener that stays plain text whatever the settings make of the first: for the test's own questions. */
    public String internalServers() {
        return addresses.internal();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        if (process.alive()) {
            throw new IllegalStateException("still runs: kill it first");
        }
        process = launch();
        awaitServing();
    }

    @Override
    public void pause() {
        process.pause();
    }

    @Override
    public void resume() {
        process.resume();
    }

    /** The last lines of its log. */
    public String logTail() {
        return process.tail(TAIL_LINES);
    }

    @Override
    public void close() {
        AtExit.forget(atExit);
        if (process != null) {
            process.close();
        }
        Folders.delete(folder);
    }

    private Path propertiesFile() {
        return folder.resolve("server.properties");
    }

    private void format() {
        String clusterId = Uuid.randomUuid().toString();
        try (ChildProcess format = java(
                "format.log",
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        clusterId,
                        "-c",
                        propertiesFile().toString()))) {
            int code = format.waitFor(FORMAT_BOUND).orElse(-1);
            if (code != 0) {
                throw new IllegalStateException(
                        "the broker's storage could not be formatted (exit " + code + "):\n" + format.tail(TAIL_LINES));
            }
        }
    }

    private ChildProcess launch() {
        return java("broker.log", List.of("kafka.Kafka", propertiesFile().toString()));
    }

    private ChildProcess java(String log, List<String> arguments) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + System.getProperty("broker.log.level", "warn"));
        all.addAll(List.of("-cp", Project.brokerClassPath()));
        all.addAll(arguments);
        return ChildProcess.java(all, Map.of(), folder.resolve(log));
    }

    private void awaitServing() {
        if (!Readiness.await(internalServers(), process::alive, START_BOUND)) {
            String state = process.alive() ? "did not serve within " + START_BOUND : "ended with " + process.exitCode();
            throw new IllegalStateException("the broker " + state + "; its log ends with:\n" + logTail());
        }
    }
}
