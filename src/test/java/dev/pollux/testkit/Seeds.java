package dev.pollux.testkit;

import java.util.Random;

/** Chance that can be repeated. */
public final class Seeds {
    private Seeds() {}

    /** The same numbers for the same seed; small seeds give unlike ones. Thread-safe. */
    public static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }
}
