package dev.pollux.engine;

import java.util.SplittableRandom;

/** In which order is completed what is under way. */
public enum Order {
    /** The oldest first. */
    IN_ORDER,
    /** Any; the same ones in each fork. */
    SHUFFLED;

    private static final long SEED = 42;

    /** The numbers from 0 to {@code count}, in this order; each at most {@code window} places from its own. */
    int[] indexes(int count, int window) {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++) {
            indexes[i] = i;
        }
        if (this == SHUFFLED) {
            var random = new SplittableRandom(SEED);
            for (int from = 0; from < count; from += window) {
                shuffle(indexes, from, Math.min(count, from + window), random);
            }
        }
        return indexes;
    }

    private static void shuffle(int[] indexes, int from, int to, SplittableRandom random) {
        for (int i = to - 1; i > from; i--) {
            int other = random.nextInt(from, i + 1);
            int index = indexes[i];
            indexes[i] = indexes[other];
            indexes[other] = index;
        }
    }
}
