package dev.pollux.bench;

import dev.pollux.testkit.Options;
import java.util.Arrays;
import java.util.List;

/**
 * What the command line says.
 *
 * @param records in the topic; at least {@value #FEWEST}, for the order of a key to mean something
 * @param rounds so often each contestant runs; at least 1
 * @param contestants who takes part, in the order of {@link Contestant}
 * @param jvmOptions more options for the contestants' JVMs, such as those of the flight recorder
 */
record BenchSettings(int records, int rounds, List<Contestant> contestants, List<String> jvmOptions) {
    private static final int FEWEST = 2 * Keys.COUNT;
    private static final int DEFAULT_RECORDS = 3_000_000;
    private static final int DEFAULT_ROUNDS = 3;

    /** From the system properties; an empty one counts as absent. */
    static BenchSettings read() {
        List<String> only = Options.words(
                "bench.only",
                ",",
                Arrays.stream(Contestant.values()).map(Contestant::key).toList());
        return new BenchSettings(
                Math.toIntExact(Options.number("bench.records", FEWEST, Integer.MAX_VALUE)
                        .orElse(DEFAULT_RECORDS)),
                Math.toIntExact(
                        Options.number("bench.rounds", 1, Integer.MAX_VALUE).orElse(DEFAULT_ROUNDS)),
                Arrays.stream(Contestant.values())
                        .filter(contestant -> only.isEmpty() || only.contains(contestant.key()))
                        .toList(),
                Options.words("bench.jvm", " "));
    }
}
