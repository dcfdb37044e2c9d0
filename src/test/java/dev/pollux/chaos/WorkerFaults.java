package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;
import java.time.Duration;

/** Carries out what happens to workers. For one thread. */
final class WorkerFaults implements Series.Saboteur<Fault.OfWorker> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Fleet fleet;

    WorkerFaults(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public void carryOut(Fault.OfWorker fault) throws InterruptedException {
        Seat seat = fleet.seat(fault.worker());
        switch (fault) {
            case Fault.Kill kill -> {
                seat.kill(Kind.KILLED);
                Thread.sleep(kill.down());
                startAndAwait(seat);
            }
            case Fault.Restart _ -> {
                terminate(seat, Kind.RESTARTED);
                startAndAwait(seat);
            }
            case Fault.ShortStop stop -> seat.stop(Kind.STOPPED_SHORTLY, stop.lasts());
            case Fault.LongStop stop -> seat.stop(Kind.STOPPED_LONG, stop.lasts());
            case Fault.ScaleOut _ -> {
                startAndAwait(seat);
                seat.happened(Kind.SCALED_OUT);
            }
            case Fault.ScaleIn _ -> terminate(seat, Kind.SCALED_IN);
        }
    }

    /** One that has not come up yet would not drain. */
    private void terminate(Seat seat, Kind why) throws InterruptedException {
        fleet.awaitReady(seat);
        fleet.terminate(seat, why);
    }

    /** The next fault may hit it while it starts, where that takes long; at the end all have to be ready. */
    private static void startAndAwait(Seat seat) throws InterruptedException {
        seat.start();
        boolean _ = seat.awaitReady(PATIENCE);
    }
}
