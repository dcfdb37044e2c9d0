package dev.pollux.sim;

import java.util.function.LongFunction;

/** Runs a seed and answers with what went wrong, or with an empty text; by a name that another class loader can ask for. */
public final class SeedRun implements LongFunction<String> {
    @Override
    public String apply(long seed) {
        String failure = Simulation.run(seed);
        return failure == null ? "" : failure;
    }
}
