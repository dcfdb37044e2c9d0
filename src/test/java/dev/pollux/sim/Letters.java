package dev.pollux.sim;

import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.Event;
import java.util.random.RandomGenerator;

/** The dead letter topic. */
final class Letters {
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final PodProcess process;
    private final RandomGenerator random;

    Letters(World world, PodProcess process) {
        this.world = world;
        this.process = process;
        random = world.chance();
    }

    /** Writes it; whether it arrives and what is heard of that are two things. */
    void write(DeadLetter letter) {
        Offer offer = process.offer(letter.record());
        offer.tenure().ledger.deadLetter(offer.offset());
        boolean refused = world.faults.strikes(Fault.LETTERS_REFUSED, 0.6);
        boolean arrives = !refused || random.nextInt(4) == 0;
        world.timeline.in(delay(), () -> {
            if (arrives) {
                world.promises.arrived(offer);
            }
            process.in(random.nextInt(500_000), () -> {
                if (!refused) {
                    world.promises.heard(offer);
                    world.promises.reported(offer);
                }
                process.step(new Event.DeadLettered(letter, !refused));
            });
        });
    }

    private long delay() {
        if (world.faults.strikes(Fault.LETTERS_SILENT, 0.3)) {
            return random.nextLong(120 * SECOND);
        }
        return 300_000
                + random.nextInt(3_000_000)
                + (world.faults.strikes(Fault.LETTERS_SLOW, 0.5) ? random.nextLong(2 * SECOND) : 0);
    }
}
