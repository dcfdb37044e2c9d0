package dev.pollux.chaos;

import dev.pollux.chaos.Incident.Kind;

/** Carries out what happens to workers. For one thread. */
final class WorkerFaults implements Series.Saboteur<Fault.OfWorker> {
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
                fleet.terminate(seat, Kind.RESTARTED);
                startAndAwait(seat);
            }
            case Fault.ShortStop stop -> seat.stop(Kind.STOPPED_SHORTLY, stop.lasts());
            case Fault.LongStop stop -> {
                seat.stop(Kind.STOPPED_LONG, stop.lasts());
                fleet.awaitReady(seat);
            }
            case Fault.ScaleOut _ -> {
                startAndAwait(seat);
                seat.happened(Kind.SCALED_OUT);
            }
            case Fault.ScaleIn _ -> fleet.terminate(seat, Kind.SCALED_IN);
        }
    }

    private void startAndAwait(Seat seat) throws InterruptedException {
        seat.start();
        fleet.awaitReady(seat);
    }
}
