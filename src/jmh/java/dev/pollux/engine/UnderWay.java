package dev.pollux.engine;

import java.util.ArrayList;

/** Runs that are handed out, and which of them is completed next. */
final class UnderWay<R> {
    private final Order order;
    private final ArrayList<R> runs = new ArrayList<>();
    private int chance = 1;

    UnderWay(Order order) {
        this.order = order;
    }

    int size() {
        return runs.size();
    }

    void add(R run) {
        runs.add(run);
    }

    R next() {
        return runs.remove(
                switch (order) {
                    case IN_ORDER -> 0;
                    case SHUFFLED -> {
                        chance = chance * 1_664_525 + 1_013_904_223;
                        yield (chance >>> 16) % runs.size();
                    }
                });
    }
}
