package dev.pollux.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Uuid;

/**
 * A KRaft broker (broker and controller in one) from the Maven Central artifacts, in a process of its own.
 *
 * <p>Its class path never meets ours, but for {@link BrokerMain}. Its data are in a temporary folder that goes when the broker is closed or this JVM
 * ends.
 */
public final class ProcessBroker implements Broker {
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
            Files.writeString(
                    Path.of(propertiesFile()), BrokerProperties.of(addresses, folder.resolve("data"), properties));
            this.process = formatAndLaunch();
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
        ProcessBroker broker = launch(properties, jvmOptions);
        try {
            broker.awaitServing();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** Launches a broker with the settings that suit tests, and leaves {@link #awaitServing} to the caller. */
    public static ProcessBroker launch() {
        return launch(Map.of(), JVM_OPTIONS);
    }

    private static ProcessBroker launch(Map<String, String> properties, List<String> jvmOptions) {
        return new ProcessBroker(BrokerAddresses.free(), jvmOptions, Folders.temporary("pollux-broker-"), properties);
    }

    /**
     * Waits until it serves clients.
     *
     * @throws IllegalStateException with the end of its log, when it ends before or takes too long
     */
    public void awaitServing() {
        if (!Readiness.await(internalServers(), process::alive, START_BOUND)) {
            String state = process.alive() ? "did not serve within " + START_BOUND : "ended with " + process.exitCode();
            throw new IllegalStateException("the broker " + state + "; its log ends with:\n" + logTail());
        }
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
        process = relaunch();
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

    private String propertiesFile() {
        return folder.resolve("server.properties").toString();
    }

    private ChildProcess formatAndLaunch() throws IOException {
        Path classes = folder.resolve("classes");
        String name = BrokerMain.class.getName();
        String file = name.replace('.', '/') + ".class";
        try (InputStream compiled = BrokerMain.class.getResourceAsStream('/' + file)) {
            Path copy = classes.resolve(file);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(Objects.requireNonNull(compiled), copy);
        }
        String classPath = Project.brokerClassPath() + File.pathSeparator + classes;
        return java(classPath, name, List.of(Uuid.randomUuid().toString(), propertiesFile()));
    }

    private ChildProcess relaunch() {
        return java(Project.brokerClassPath(), "kafka.Kafka", List.of(propertiesFile()));
    }

    private ChildProcess java(String classPath, String main, List<String> arguments) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + System.getProperty("broker.log.level", "warn"));
        all.addAll(List.of("-cp", classPath, main));
        all.addAll(arguments);
        return ChildProcess.java(all, Map.of(), folder.resolve("broker.log"));
    }
}
