package dev.pollux.bench;

import dev.pollux.testkit.Options;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the command line says.
 *
 * @param asked so many records in place of a workload's own number; at least {@value #FEWEST}, for the order of a key to mean
 *     something
 * @param rounds so often each contestant runs; at least 1
 * @param workloads which run, in the order of {@link Workloads}
 * @param contestants who takes part; empty for all
 * @param jvmOptions more options for the contestants' JVMs, such as those of the flight recorder
 */
record BenchSettings(
        OptionalLong asked, int rounds, List<Workload> workloads, List<String> contestants, List<String> jvmOptions) {
    private static final int FEWEST = 2 * Keys.COUNT;
    private static final int DEFAULT_ROUNDS = 5;

    /** From the system properties; an empty one counts as absent. */
    static BenchSettings read() {
        List<Workload> all = Workloads.all();
        List<String> only =
                Options.words("bench.only", ",", all.stream().map(Workload::key).toList());
        List<Workload> wanted = all.stream()
                .filter(workload -> only.isEmpty() || only.contains(workload.key()))
                .toList();
        return new BenchSettings(
                Options.number("bench.records", FEWEST, Integer.MAX_VALUE),
                Math.toIntExact(
                        Options.number("bench.rounds", 1, Integer.MAX_VALUE).orElse(DEFAULT_ROUNDS)),
                wanted,
                Options.words(
                        "bench.contestants",
                        ",",
                        wanted.stream()
                                .flatMap(workload -> workload.contestants().stream())
                                .distinct()
                                .toList()),
                Options.words("bench.jvm", " "));
    }

    /** How many records: what was asked for, or the workload's own number. */
    int records(int usual) {
        return Math.toIntExact(asked.orElse(usual));
    }

    /** Whether this contestant takes part. */
    boolean wants(String contestant) {
        return contestants.isEmpty() || contestants.contains(contestant);
    }
}
