package dev.pollux.image;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Http;
import dev.pollux.testkit.Ports;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The worker that is trained. One JVM runs three of them, because one run makes one cache: the first with the classic protocol,
 * TLS and a handler in Java, which starts the others, one with the consumer protocol and the HTTP handler, and one with the log
 * handler and otherwise defaults.
 */
final class Trainee implements AutoCloseable {
    /** The consumer groups of the three. */
    static final List<String> GROUPS = List.of("training-classic", "training-consumer", "training-log");

    private static final List<String> PATHS = List.of("/livez", "/readyz", "/startupz", "/metrics", "/status", "/");
    private static final int OK = 200;
    private static final int ASKED = 20;
    private static final int TAIL_LINES = 40;

    /** The JVM's last act is to start another one, which makes the cache. */
    private static final Duration STOP_BOUND = Duration.ofMinutes(5);

    private final TrainingSettings settings;
    private final Path folder;
    private final String topic;
    private final List<Integer> ports = List.of(Ports.free(), Ports.free(), Ports.free());
    private @Nullable ChildProcess process;

    Trainee(TrainingSettings settings, Path folder, String topic) {
        this.settings = settings;
        this.folder = folder;
        this.topic = topic;
    }

    /** Starts all; {@code secured} and {@code plain} are the lines of the first's and the others' Kafka properties. */
    void start(String secured, String plain, String url) {
        Path second = write("second.yaml", yaml(1, plain, "consumer", """
                  type: http
                  http:
                    url: %s
                """.formatted(url)));
        Path third = write("third.yaml", yaml(2, plain, "classic", "  type: log\n"));
        Path first = write(
                "first.yaml", yaml(0, secured, "classic", """
                  type: java
                  java:
                    class: %s
                    plugins: %s
                """.formatted(OtherWorkers.class.getName(), pluginFolder())));
        List<String> command = List.of(
                settings.java().toString(),
                "-XX:AOTCacheOutput=" + settings.cache(),
                "-jar",
                settings.jar().toString(),
                "run",
                "--config",
                first.toString());
        process = ChildProcess.start(
                command,
                Map.of(OtherWorkers.CONFIGS, second + File.pathSeparator + third),
                folder.resolve("worker.log"));
    }

    /** Throws with the end of its log when it does not run any more. */
    void failIfEnded() {
        if (!started().alive()) {
            throw failure("ended with " + started().exitCode().orElse(-1));
        }
    }

    /** Every page of each, often enough for the JVM to take note. */
    void askEverything() {
        for (int i = 0; i < ASKED; i++) {
            for (int port : ports) {
                PATHS.forEach(path -> ask(port, path));
            }
        }
    }

    /** SIGTERM; the cache is there when this returns. */
    void stop() {
        started().terminate();
        OptionalInt code = started().waitFor(STOP_BOUND);
        if (code.orElse(-1) != 0 || !Files.exists(settings.cache())) {
            throw failure("left no cache, exit code " + code);
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private ChildProcess started() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private void ask(int port, String path) {
        try {
            int status = Http.get(port, path).statusCode();
            if (status != OK) {
                throw failure("answered " + status + " to " + path);
            }
        } catch (ConnectException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to throw when it does not do as it should; with the end of its log. */
    IllegalStateException failure(String what) {
        return new IllegalStateException(
                "the worker " + what + "; its log ends with:\n" + started().tail(TAIL_LINES));
    }

    private String yaml(int index, String kafka, String protocol, String handler) {
        return """
                kafka:
                %s
                group: %s
                topics: [%s]
                membership:
                  protocol: %s
                handler:
                %sretry:
                  backoff: PT0.02S
                server:
                  port: %d
                """.formatted(kafka, GROUPS.get(index), topic, protocol, handler, ports.get(index));
    }

    /** A folder with a jar that holds the handler, which is not on the worker's class path: the cache is bound to that. */
    private Path pluginFolder() {
        Path plugins = folder.resolve("plugins");
        String entry = OtherWorkers.class.getName().replace('.', '/') + ".class";
        try {
            Files.createDirectories(plugins);
            try (OutputStream file = Files.newOutputStream(plugins.resolve("other-workers.jar"));
                    JarOutputStream jar = new JarOutputStream(file);
                    var in = Trainee.class.getClassLoader().getResourceAsStream(entry)) {
                jar.putNextEntry(new ZipEntry(entry));
                in.transferTo(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plugins;
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
