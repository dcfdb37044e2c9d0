package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.testkit.Http;
import dev.pollux.testkit.Ports;
import dev.pollux.testkit.WorkerLaunch;
import dev.pollux.testkit.WorkerProcess;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A static id, and the one process after the other that has it. Thread-safe; waits hold no lock. */
final class Seat {
    private enum State {
        /** No process should be there, or it is being ended by us. */
        EMPTY,
        /** A process should be there. */
        TAKEN,
        /** For good. */
        CLOSED
    }

    private static final int STATUS_OK = 200;
    private static final long LOOK_MILLIS = 50;

    private final WorkerConfig config;
    private final Path folder;
    private final Chronicle chronicle;
    private final String id;
    private final boolean remains;
    private final int port = Ports.free();
    private @Nullable WorkerProcess process;
    private int incarnation;
    private State state = State.EMPTY;

    /** @param remains whether it stays in its group when it is asked to end */
    Seat(int index, boolean remains, WorkerConfig config, Path folder, Chronicle chronicle) {
        this.id = "chaos-" + index;
        this.remains = remains;
        this.config = config;
        this.folder = folder.resolve(id);
        this.chronicle = chronicle;
    }

    /** Starts a process; does not wait until it is ready. */
    synchronized void start() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("over");
        }
        incarnation++;
        String yaml = config.yaml(id, name(), port, remains);
        process = WorkerLaunch.of(folder, yaml)
                .jvm("-XX:TieredStopAtLevel=1")
                .jvm("-XX:+UseSerialGC")
                .jvm("-Xmx192m")
                .start();
        state = State.TAKEN;
    }

    /** SIGKILL. */
    synchronized void kill(Kind why) {
        vacate();
        chronicle.happened(why, name());
        process().kill();
    }

    /** SIGTERM, and waits; the exit code is empty where it did not end in time. */
    OptionalInt terminate(Kind why, Duration bound) {
        long from = System.nanoTime();
        WorkerProcess ending;
        synchronized (this) {
            vacate();
            ending = process();
            ending.sigterm();
        }
        OptionalInt code = ending.waitFor(bound);
        chronicle.ended(why, name(), from);
        return code;
    }

    /** SIGSTOP, and SIGCONT after this time. */
    void stop(Kind why, Duration lasts) throws InterruptedException {
        long from = System.nanoTime();
        String who;
        synchronized (this) {
            who = name();
            process().sigstop();
        }
        Thread.sleep(lasts);
        synchronized (this) {
            process().sigcont();
            chronicle.ended(why, who, from);
        }
    }

    /** Starts it again where it ended by itself, as Kubernetes would. Returns the exit code in that case. */
    synchronized OptionalInt reviveIfDead() {
        if (state != State.TAKEN || process().alive()) {
            return OptionalInt.empty();
        }
        OptionalInt code = process().exitCode();
        chronicle.happened(Kind.ENDED_BY_ITSELF, name());
        start();
        return code;
    }

    /** Waits until it is ready; false when the time is over. */
    boolean awaitReady(Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!isReady()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** Notes that something happened to its process. */
    synchronized void happened(Kind what) {
        chronicle.happened(what, name());
    }

    /** Whether a process should be there. */
    synchronized boolean isWanted() {
        return state == State.TAKEN;
    }

    /** The process's name, such as {@code chaos-1.3}. */
    synchronized String name() {
        return id + '.' + incarnation;
    }

    synchronized void close() {
        state = State.CLOSED;
        if (process != null) {
            process.close();
        }
    }

    private void vacate() {
        if (state == State.TAKEN) {
            state = State.EMPTY;
        }
    }

    private WorkerProcess process() {
        if (process == null) {
            throw new IllegalStateException(id + " was never started");
        }
        return process;
    }

    private boolean isReady() {
        try {
            return Http.get(port, "/readyz").statusCode() == STATUS_OK;
        } catch (ConnectException | UncheckedIOException _) {
            return false;
        }
    }
}
