package dev.pollux.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Everything that one seed runs. */
final class World {
    /** How many events a report shows. */
    private static final int TRACED = Integer.getInteger("sim.trace", 40);

    final Timeline timeline = new Timeline();
    final Trace trace = new Trace(timeline, TRACED);
    final Faults faults;
    final Setup setup;
    final Brokers brokers;
    final Group group;
    final Promises promises;
    final Destination destination;
    final List<Pod> pods = new ArrayList<>();
    private final SplittableRandom source;

    World(long seed) {
        source = new SplittableRandom(seed);
        faults = Faults.draw(source.split(), source.split());
        setup = Setup.draw(source.split(), faults);
        brokers = new Brokers(setup, faults, source.split(), this::news);
        group = new Group(brokers.partitions(), source.split(), this::news);
        promises = new Promises(setup);
        destination = new Destination(setup, faults, source.split(), timeline);
        for (int i = 0; i < setup.members(); i++) {
            pods.add(new Pod(this, "m" + i));
        }
    }

    /** Chance of one's own. */
    RandomGenerator chance() {
        return source.split();
    }

    /** Somebody who polls may want to know. */
    private void news() {
        for (Pod pod : pods) {
            pod.news();
        }
    }
}
