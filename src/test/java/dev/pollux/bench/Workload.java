package dev.pollux.bench;

import java.util.List;

/** One row of the targets: lets its contestants run, in turn, and says what came out. */
interface Workload {
    /** The name for {@code -Dbench.only}. */
    String key();

    /** The names for {@code -Dbench.contestants}; empty where they cannot be narrowed. */
    default List<String> contestants() {
        return List.of();
    }

    /**
     * Markdown: a heading, the table with medians, spread and ratios, and what was checked.
     *
     * @throws IllegalStateException where a count, an order or a commit is wrong
     */
    String run(Ground ground) throws Exception;
}
