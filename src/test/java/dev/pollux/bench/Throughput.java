package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * W1: a topic that is full already, read to its end by a handler that does nothing but check.
 *
 * @param recordBytes key and value of a record
 * @param defaultRecords in the topic where {@code -Dbench.records} does not say
 */
record Throughput(String key, int recordBytes, int defaultRecords) implements Workload {
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");
    private static final Duration BOUND = Duration.ofMinutes(11);
    private static final int TAIL_LINES = 40;

    /** Records of 100 bytes. */
    static Throughput small() {
        return new Throughput("w1", 100, 3_000_000);
    }

    @Override
    public List<String> contestants() {
        return Arrays.stream(Contestant.values()).map(Contestant::key).toList();
    }

    @Override
    public String run(Ground ground) throws Exception {
        int records = ground.settings().records(defaultRecords);
        System.out.printf("%s: fills a topic with %,d records of %d bytes%n", key, records, recordBytes);
        String topic = Load.fill(ground.cluster(), records, recordBytes);
        List<Contestant> contestants = Arrays.stream(Contestant.values())
                .filter(contestant -> ground.settings().wants(contestant.key()))
                .toList();
        // Uncounted: the broker's JVM has to become warm as well.
        say("warm-up", measure(ground, topic, records, Contestant.RAW_AUTO, 0));
        Report report = new Report();
        Rounds.run(ground.settings().rounds(), contestants, (contestant, round) -> {
            Measured measured = measure(ground, topic, records, contestant, round);
            say("round " + round + ", " + contestant.key(), measured);
            report.add(contestant, measured);
        });
        return head(records) + report.text();
    }

    private Measured measure(Ground ground, String topic, int records, Contestant contestant, int round) {
        String name = key + '-' + contestant.key() + '-' + round;
        List<String> arguments =
                List.of(contestant.key(), ground.cluster().bootstrapServers(), topic, name, Integer.toString(records));
        try (ChildProcess process = ground.launch(name, ContestantMain.class, JVM, arguments)) {
            OptionalInt code = process.waitFor(BOUND);
            Measured measured = Measured.find(process.output()).orElse(null);
            if (measured == null || code.orElse(-1) != 0) {
                throw new IllegalStateException(name + " failed (exit " + code + "):\n" + process.tail(TAIL_LINES));
            }
            long lag = ground.cluster().lag(name, topic);
            if (lag != 0) {
                throw new IllegalStateException(name + " left " + lag + " records uncommitted");
            }
            return measured;
        }
    }

    private static void say(String what, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %9.0f records/s, second half %9.0f, CPU %.2f µs/record, second half %.2f, RSS %d MiB, load %s%n",
                what,
                measured.whole().rate(),
                measured.secondHalf().rate(),
                measured.whole().cpuMicrosPerRecord(),
                measured.secondHalf().cpuMicrosPerRecord(),
                measured.peakRssKib() / 1024,
                Ground.load());
    }

    private String head(int records) {
        return String.format(
                Locale.ROOT,
                "### %s: no-op, records of %,d bytes%n%n"
                        + "%,d records (keys of %d bytes, %,d of them), %d partitions, %s."
                        + " Every count exact, every key in order, everything committed.%n",
                key,
                recordBytes,
                records,
                Keys.LENGTH,
                Keys.COUNT,
                Load.PARTITIONS,
                String.join(" ", JVM));
    }
}
