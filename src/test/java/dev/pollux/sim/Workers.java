package dev.pollux.sim;

import dev.pollux.api.Delivery;
import dev.pollux.api.Outcome;
import dev.pollux.engine.Event;
import dev.pollux.engine.Run;
import dev.pollux.guarantee.Bounded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The counterpart of the workers: calls the handler for what is handed out, and brings the engine what it said. */
final class Workers {
    private final World world;
    private final PodProcess process;
    private final RandomGenerator random;
    private final Bounded calls;
    private boolean stuckForever;

    Workers(World world, PodProcess process) {
        this.world = world;
        this.process = process;
        random = world.chance();
        calls = new Bounded("handler calls in flight", world.setup.engine().concurrency());
    }

    /** Whether a call will end with the process only. */
    boolean isStuckForever() {
        return stuckForever;
    }

    void start(Run run) {
        process.in(random.nextInt(30_000), () -> {
            if (world.setup.isSingle()) {
                next(run, world.timeline.now(), 0);
            } else {
                batch(run);
            }
        });
    }

    /** So many records of the run were accepted; what about the next one? */
    private void next(Run run, long since, int accepted) {
        int index = run.claim();
        if (index < 0) {
            completed(new Event.Completed(run, Outcome.accept(), nanos(since)), run, accepted);
            return;
        }
        Offer offer = process.offer(run.records().get(index));
        world.promises.begun(offer, run);
        calls.change(1);
        call(() -> {
            Outcome outcome = world.destination.answer(offer.rec());
            arrive(offer, outcome);
            return () -> {
                calls.change(-1);
                world.promises.ended(offer);
                world.promises.spoke(offer, outcome, true);
                if (outcome instanceof Outcome.Accept) {
                    next(run, since, accepted + 1);
                } else {
                    completed(new Event.Completed(run, outcome, nanos(since)), run, accepted);
                }
            };
        });
    }

    private void batch(Run run) {
        long since = world.timeline.now();
        if (!run.claimAll()) {
            completed(new Event.Completed(run, Outcome.accept(), 0), run, 0);
            return;
        }
        List<Offer> offers = new ArrayList<>();
        for (Delivery<byte[], byte[]> record : run.records()) {
            offers.add(process.offer(record));
        }
        offers.forEach(offer -> world.promises.begun(offer, run));
        calls.change(1);
        call(() -> {
            BatchAnswer answer = BatchAnswer.of(offers, world.destination);
            answer.arrive(world.promises);
            return () -> {
                calls.change(-1);
                offers.forEach(world.promises::ended);
                answer.tell(world.promises);
                completed(answer.event(run, nanos(since)), run, 0);
            };
        });
    }

    /** What happens at the destination, whatever becomes of the process meanwhile; answers with what the worker does then. */
    private interface Call {
        Runnable end();
    }

    private void call(Call call) {
        long nanos = world.destination.takes();
        if (nanos < 0) {
            stuckForever = true;
        } else {
            world.timeline.in(nanos, () -> process.in(0, call.end()));
        }
    }

    private void arrive(Offer offer, Outcome outcome) {
        if (outcome instanceof Outcome.Accept) {
            world.promises.arrived(offer);
        }
    }

    private void completed(Event event, Run run, int accepted) {
        process.handsOut().ended(run);
        for (int i = 0; i < accepted; i++) {
            world.promises.reported(process.offer(run.records().get(i)));
        }
        process.step(event);
        if (world.faults.strikes(Fault.COMPLETED_TWICE, 0.1)) {
            process.in(random.nextInt(100_000_000), () -> process.step(event));
        }
    }

    private long nanos(long since) {
        return world.timeline.now() - since;
    }
}
