package dev.pollux.testkit;

import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** A worker in a process of its own, with the class path that it has in production. See {@link WorkerLaunch}. */
public final class WorkerProcess implements AutoCloseable {
    private static final int TAIL_LINES = 40;
    private static final int STATUS_OK = 200;

    private final ChildProcess process;

    WorkerProcess(ChildProcess process) {
        this.process = process;
    }

    /** SIGTERM: drain, commit, close. */
    public void sigterm() {
        process.terminate();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP, as a long pause of the collector or of the machine looks to others. */
    public void sigstop() {
        process.pause();
    }

    /** SIGCONT. */
    public void sigcont() {
        process.resume();
    }

    public boolean alive() {
        return process.alive();
    }

    public long pid() {
        return process.pid();
    }

    /** Empty while it runs; killed by signal n it is 128 + n. */
    public OptionalInt exitCode() {
        return process.exitCode();
    }

    /** Waits for its end; empty when it still runs after {@code bound}. */
    public OptionalInt waitFor(Duration bound) {
        return process.waitFor(bound);
    }

    /** All that it wrote so far, standard output and standard error together. */
    public String output() {
        return process.output();
    }

    /** The last lines of {@link #output}. */
    public String tail() {
        return process.tail(TAIL_LINES);
    }

    /** Where its output goes. */
    public Path log() {
        return process.log();
    }

    /**
     * Waits until {@code /readyz} on this port answers 200.
     *
     * @throws IllegalStateException with the end of its log, when it ends before or is not ready within {@code bound}
     */
    public void awaitReady(int port, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!ready(port)) {
            if (!alive() || System.nanoTime() - deadline > 0) {
                String state = alive()
                        ? "is not ready after " + bound
                        : "ended with " + exitCode().orElse(-1);
                throw new IllegalStateException("the worker " + state + "; its log ends with:\n" + tail());
            }
            waitFor(Duration.ofMillis(50));
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.close();
    }

    private static boolean ready(int port) {
        try {
            return Http.get(port, "/readyz").statusCode() == STATUS_OK;
        } catch (ConnectException _) {
            return false;
        }
    }
}
