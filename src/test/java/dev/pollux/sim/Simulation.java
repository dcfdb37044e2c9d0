package dev.pollux.sim;

import dev.pollux.guarantee.BrokenPromise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One seed from its beginning to the moment when everything is committed. */
final class Simulation {
    private static final long SECOND = 1_000_000_000L;

    /** After the faults are over, all must be well by then. */
    private static final long RECOVERY_NANOS = 1800 * SECOND;

    private static final long MOST_STEPS = 3_000_000;

    private final World world;
    private final long seed;

    private Simulation(long seed) {
        this.seed = seed;
        world = new World(seed);
    }

    /** Runs the seed; returns what went wrong, for people, or null. */
    static @Nullable String run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
            return null;
        } catch (RuntimeException | Error wrong) {
            return simulation.report(wrong);
        }
    }

    private void run() {
        for (Log log : world.brokers.logs()) {
            world.brokers.append(log, world.setup.records() / world.setup.partitions());
        }
        world.pods.forEach(Pod::start);
        new Mischief(world).start();
        world.timeline.in(world.setup.faultNanos(), this::recover);
        long steps = 0;
        while (!(world.faults.areOver() && world.brokers.isAllCommitted())) {
            if (!world.timeline.advance() || ++steps > MOST_STEPS) {
                throw new BrokenPromise("it stands still for ever: " + world.brokers.progress());
            }
        }
        world.promises.check(world.brokers);
    }

    /** No more faults. A log that was rewritten gets one more record, without which nobody may notice. */
    private void recover() {
        world.trace.note("world", "all faults are over");
        world.faults.end();
        world.destination.comeBack();
        world.pods.forEach(Pod::heal);
        for (Log log : world.brokers.logs()) {
            if (log.rewrites() > 0) {
                world.brokers.append(log, 1);
            }
        }
        world.timeline.in(RECOVERY_NANOS, () -> {
            throw new BrokenPromise("everything is committed in the end, and it is not: " + world.brokers.progress());
        });
    }

    private String report(Throwable wrong) {
        List<String> lines = world.trace.last();
        return "seed " + seed + ": " + wrong.getMessage() + "\n  faults: " + world.faults + "\n  setup: " + world.setup
                + "\n  the last " + lines.size() + " events (seconds since the beginning):\n    "
                + String.join("\n    ", lines)
                + "\n  again: mvn -q test -Dtest=EngineSimulationTest -Dsim.seed=" + seed
                + (wrong instanceof BrokenPromise ? "" : "\n  thrown: " + stack(wrong));
    }

    private static String stack(Throwable wrong) {
        StringBuilder text = new StringBuilder(wrong.toString());
        Throwable root = wrong.getCause() == null ? wrong : wrong.getCause();
        for (StackTraceElement element : root.getStackTrace()) {
            text.append("\n    at ").append(element);
        }
        return text.toString();
    }
}
