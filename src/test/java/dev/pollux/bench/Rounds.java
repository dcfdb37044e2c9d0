package dev.pollux.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lets contestants run round by round. */
final class Rounds {
    private Rounds() {}

    /** One run of one contestant. */
    interface Run<C> {
        void run(C contestant, int round) throws Exception;
    }

    /** Each contestant once in each round; nobody always runs first, or always after the same one's garbage. */
    static <C> void run(int rounds, List<C> contestants, Run<? super C> run) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            List<C> order = new ArrayList<>(contestants);
            Collections.rotate(order, round - 1);
            for (C contestant : order) {
                run.run(contestant, round);
            }
        }
    }
}
