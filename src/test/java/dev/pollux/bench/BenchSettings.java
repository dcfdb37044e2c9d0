package dev.pollux.bench;

import java.util.ArrayList;
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

    BenchSettings {
        if (records < FEWEST || rounds < 1 || contestants.isEmpty()) {
            throw new IllegalArgumentException("bench.records is at least " + FEWEST
                    + ", bench.rounds at least 1, and bench.only names some of "
                    + Arrays.stream(Contestant.values()).map(Contestant::key).toList());
        }
    }

    /** From the system properties; an empty one counts as absent. */
    static BenchSettings read() {
        return new BenchSettings(
                Integer.parseInt(property("bench.records", "3000000")),
                Integer.parseInt(property("bench.rounds", "3")),
                contestants(words("bench.only", ",")),
                words("bench.jvm", " "));
    }

    private static List<Contestant> contestants(List<String> keys) {
        List<Contestant> all = List.of(Contestant.values());
        List<String> unknown = new ArrayList<>(keys);
        unknown.removeAll(all.stream().map(Contestant::key).toList());
        if (!unknown.isEmpty()) {
            return List.of();
        }
        return all.stream()
                .filter(contestant -> keys.isEmpty() || keys.contains(contestant.key()))
                .toList();
    }

    private static List<String> words(String name, String separator) {
        return Arrays.stream(property(name, "").split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }
}
