package dev.pollux.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Java process that writes into a log file and never outlives this JVM. Thread-safe.
 *
 * <p>It gets a session of its own where the system can do that, so that Ctrl-C in a terminal reaches only the parent, which
 * then ends its children in good order.
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final Runnable atExit = this::kill;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        AtExit.register(atExit);
        var _ = process.onExit().thenRun(() -> AtExit.forget(atExit));
    }

    /**
     * Starts this JVM's own {@code java} with {@code arguments}.
     *
     * @param log standard output and standard error are appended to it
     * @param environment added to this process's own
     */
    public static ChildProcess java(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return start(command, environment, log);
    }

    /** Starts another program in the same way, such as another {@code java}. */
    public static ChildProcess start(List<String> program, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(session());
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** The exit code; empty while it runs. Killed by signal n it is 128 + n. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** SIGTERM: asks it to end. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, and waits until it is gone; also ends a stopped process. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: it stands still until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** Waits for its end; the exit code is empty when it still runs after {@code bound}. */
    public OptionalInt waitFor(Duration bound) {
        try {
            process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exitCode();
    }

    /** All that it wrote so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that it wrote, for a person to read. */
    public String tail(int lines) {
        List<String> all = output().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + ' ' + pid())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("SIG" + name + " to " + pid() + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code setsid} replaces itself by the command, so the process keeps its id. */
    private static List<String> session() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .limit(1)
                .map(Path::toString)
                .toList();
    }
}
