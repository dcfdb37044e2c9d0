package dev.pollux.testkit;

import java.util.Random;

/** Chance that can be repeated. */
public final class Seeds {
    private Seeds() {}

    /** The same numbers for the same seed; small seeds give unlike ones. Thread-safe. */
    public static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** Spreads the bits, so that neighbours have little in common (the finalizer of SplitMix64). */
    public static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Strikes one in so many things, always the same ones for a seed. */
    public static boolean oneIn(int many, long seed, long thing) {
        return Long.remainderUnsigned(mix(mix(seed) + thing), many) == 0;
    }
}
