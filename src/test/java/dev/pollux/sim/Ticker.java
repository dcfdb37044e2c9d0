package dev.pollux.sim;

import dev.pollux.engine.Event;

/** Steps the engine when a deadline comes and nobody else does. */
final class Ticker {
    private static final int MOST_IN_A_ROW = 1_000;

    private final World world;
    private final PodProcess process;
    private long deadline = Long.MAX_VALUE;
    private long lastTick = -1;
    private int inARow;

    Ticker(World world, PodProcess process) {
        this.world = world;
        this.process = process;
    }

    /** The engine wants to be stepped then; {@code ticked} where it just was, because of that. */
    void notLaterThan(long nanos, boolean ticked) {
        long now = world.timeline.now();
        if (ticked) {
            inARow = now == lastTick ? inARow + 1 : 0;
            lastTick = now;
            if (inARow > MOST_IN_A_ROW) {
                throw new AssertionError("the engine asks for ticks without end at the same moment");
            }
        }
        if (nanos < deadline) {
            deadline = nanos;
            process.in(Math.max(0, nanos - now), () -> tick(nanos));
        }
    }

    private void tick(long due) {
        if (deadline == due) {
            deadline = Long.MAX_VALUE;
            process.step(new Event.Tick());
        }
    }
}
