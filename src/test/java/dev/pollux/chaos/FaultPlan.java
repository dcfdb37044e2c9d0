package dev.pollux.chaos;

import dev.pollux.kafka.MembershipSettings.Protocol;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What goes wrong, in which order and for how long: all of it follows from the seed. Two series run side by side, one on
 * the workers and one on what they depend on, so that faults also meet. For one thread a series.
 */
final class FaultPlan {
    /** Workers that are there from the beginning and never leave. */
    static final int FEWEST_WORKERS = 3;

    static final int MOST_WORKERS = 5;

    /**
     * A fault, and the quiet time before it.
     *
     * @param quiet after the fault before it is over
     */
    record Step<F extends Fault>(Duration quiet, F fault) {}

    private final Protocol protocol;
    private final RandomGenerator ofWorkers;
    private final RandomGenerator ofSurroundings;
    private final Deque<Supplier<Fault.OfWorker>> workerCards = new ArrayDeque<>();
    private final Deque<Supplier<Fault.OfSurroundings>> surroundingCards = new ArrayDeque<>();
    private int workers = FEWEST_WORKERS;

    FaultPlan(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        protocol = random.nextBoolean() ? Protocol.CLASSIC : Protocol.CONSUMER;
        ofWorkers = random.split();
        ofSurroundings = random.split();
    }

    Protocol protocol() {
        return protocol;
    }

    /** The next fault of a worker; there is always one. */
    Step<Fault.OfWorker> nextOfWorker() {
        Fault.OfWorker fault = draw(workerCards, workerDeck(), ofWorkers).get();
        return new Step<>(between(ofWorkers, 500, 3000), fault);
    }

    /** The next fault of the surroundings; there is always one. */
    Step<Fault.OfSurroundings> nextOfSurroundings() {
        Fault.OfSurroundings fault =
                draw(surroundingCards, surroundingDeck(), ofSurroundings).get();
        return new Step<>(between(ofSurroundings, 2000, 6000), fault);
    }

    private List<Supplier<Fault.OfWorker>> workerDeck() {
        return List.of(
                () -> new Fault.Kill(any(), between(ofWorkers, 0, 1500)),
                // Longer than the session: the others have the partitions when it comes back.
                () -> new Fault.Kill(any(), between(ofWorkers, 7500, 9500)),
                () -> new Fault.Restart(ofWorkers.nextInt(FEWEST_WORKERS)),
                () -> new Fault.ShortStop(any(), between(ofWorkers, 500, 2500)),
                () -> new Fault.LongStop(any(), between(ofWorkers, 9000, 13000)),
                this::scale,
                this::scale);
    }

    private List<Supplier<Fault.OfSurroundings>> surroundingDeck() {
        return List.of(
                () -> new Fault.BrokerDown(between(ofSurroundings, 0, 4000)),
                () -> new Fault.ReceiverDown(between(ofSurroundings, 1000, 6000)),
                () -> new Fault.ReceiverUnavailable(between(ofSurroundings, 1000, 6000)),
                () -> new Fault.ReceiverSlow(between(ofSurroundings, 2000, 6000), between(ofSurroundings, 100, 1500)));
    }

    private Fault.OfWorker scale() {
        boolean out = workers == FEWEST_WORKERS || (workers < MOST_WORKERS && ofWorkers.nextBoolean());
        return out ? new Fault.ScaleOut(workers++) : new Fault.ScaleIn(--workers);
    }

    private int any() {
        return ofWorkers.nextInt(workers);
    }

    /** From a deck that is shuffled anew when it is used up, so that short runs meet many kinds. */
    private static <C> C draw(Deque<C> cards, List<C> deck, RandomGenerator random) {
        if (cards.isEmpty()) {
            List<C> rest = new ArrayList<>(deck);
            while (!rest.isEmpty()) {
                cards.add(rest.remove(random.nextInt(rest.size())));
            }
        }
        return cards.remove();
    }

    private static Duration between(RandomGenerator random, int fromMillis, int toMillis) {
        return Duration.ofMillis(random.nextInt(fromMillis, toMillis));
    }
}
