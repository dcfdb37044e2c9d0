package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import dev.pollux.testkit.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The workers. Thread-safe. */
final class Fleet implements AutoCloseable {
    private static final Duration END = Limits.DRAIN_TIMEOUT.plusSeconds(30);
    private static final int NOT_ENDED = -1;

    private final Chronicle chronicle;
    private final Narrator narrator;
    private final Path folder;
    private final List<Seat> seats;

    /** @param folder for logs; what is in it is deleted */
    Fleet(WorkerConfig config, Path folder, Chronicle chronicle, Narrator narrator) {
        this.chronicle = chronicle;
        this.narrator = narrator;
        this.folder = folder;
        Folders.delete(folder);
        seats = IntStream.range(0, FaultPlan.MOST_WORKERS)
                .mapToObj(i -> new Seat(i, i < FaultPlan.FEWEST_WORKERS, config, folder, chronicle))
                .toList();
    }

    Seat seat(int worker) {
        return seats.get(worker);
    }

    /** Starts the workers that are always there, and waits until they are ready. */
    void start() throws InterruptedException {
        seats.stream().limit(FaultPlan.FEWEST_WORKERS).forEach(Seat::start);
        awaitReady();
    }

    /** Waits until all workers that should be there are ready. */
    void awaitReady() throws InterruptedException {
        for (Seat seat : seats) {
            if (seat.isWanted()) {
                awaitReady(seat);
            }
        }
    }

    /** Waits until this worker is ready. */
    void awaitReady(Seat seat) throws InterruptedException {
        if (!seat.awaitReady(Limits.READY)) {
            wrong("%s was not ready within %s".formatted(seat.name(), Limits.READY));
        }
    }

    /** SIGTERM, and waits for a clean end. */
    void terminate(Seat seat, Kind why) {
        int code = seat.terminate(why, END).orElse(NOT_ENDED);
        if (code != 0) {
            wrong(
                    code == NOT_ENDED
                            ? "%s did not end within %s of SIGTERM".formatted(seat.name(), END)
                            : "%s ended with exit code %d after SIGTERM".formatted(seat.name(), code));
        }
        if (code == NOT_ENDED) {
            seat.kill(Kind.KILLED);
        }
    }

    /** Starts workers again that ended by themselves. */
    void revive() {
        for (Seat seat : seats) {
            String name = seat.name();
            OptionalInt code = seat.reviveIfDead();
            if (code.isPresent()) {
                wrong("%s ended by itself with exit code %d".formatted(name, code.getAsInt()));
            }
        }
    }

    /** SIGTERM to all, one after the other. */
    void stop() {
        seats.stream().filter(Seat::isWanted).forEach(seat -> terminate(seat, Kind.RETIRED));
    }

    /** How many should be there. */
    long size() {
        return seats.stream().filter(Seat::isWanted).count();
    }

    /** Where the logs are. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        seats.forEach(Seat::close);
    }

    private void wrong(String what) {
        chronicle.wrong(what);
        narrator.say("WRONG: " + what);
    }
}
