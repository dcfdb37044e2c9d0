package dev.pollux.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * W1: a topic that is full already, read to its end by a handler that does nothing but check.
 *
 * @param recordBytes key and value of a record
 * @param usualRecords in the topic where {@code -Dbench.records} does not say
 * @param known who may take part
 */
record Throughput(String key, int recordBytes, int usualRecords, List<Contestant> known) implements Workload {
    private static final int CONCURRENCY = 64;
    private static final List<Contestant> QUICK = List.of(
            Contestant.RAW_SYNC,
            Contestant.RAW_TUNED,
            Contestant.RAW_HANDED,
            Contestant.POLLUX_KEY,
            Contestant.POLLUX_BATCH);
    private static final List<Contestant> ALL = Stream.of(Contestant.values())
            .filter(contestant -> contestant != Contestant.POLLUX_WHOLE && contestant != Contestant.SLEEP_ALONE)
            .toList();

    /** Records of 100 bytes, and so many that the JVM's compiler is done before the second half. */
    static Throughput small() {
        return new Throughput("w1", 100, 150_000_000, QUICK);
    }

    /** Records of 1 KiB, as many as the machine keeps in memory. */
    static Throughput large() {
        return new Throughput("w1-1k", 1024, 15_000_000, QUICK);
    }

    /** Records of 100 bytes, and so few that the slowest are done with them in a minute. */
    static Throughput everybody() {
        return new Throughput("w1-all", 100, 3_000_000, ALL);
    }

    @Override
    public List<String> contestants() {
        return Race.keys(known);
    }

    @Override
    public String run(Ground ground) throws Exception {
        int records = ground.settings().records(usualRecords);
        Race race = new Race(ground, key);
        List<Contestant> contestants = race.wanted(known);
        System.out.printf("%s: fills a topic with %,d records of %d bytes%n", key, records, recordBytes);
        String topic = Load.fill(ground.cluster(), records, recordBytes);
        // Uncounted: the broker's JVM has to become warm as well.
        race.run(Contestant.RAW_AUTO, topic, records, CONCURRENCY, 0, 0);
        Report report = new Report();
        Rounds.run(
                ground.settings().rounds(),
                contestants,
                (contestant, round) ->
                        // Spring's concurrency is its consumers': one, as the others have.
                        report.add(
                                contestant, race.run(contestant, topic, records, concurrency(contestant), 0, round)));
        return head(records, contestants) + report.text();
    }

    private static int concurrency(Contestant contestant) {
        return contestant == Contestant.SPRING ? 1 : CONCURRENCY;
    }

    private String head(int records, List<Contestant> contestants) {
        return String.format(
                Locale.ROOT,
                "### %s: no-op, records of %,d bytes%n%n"
                        + "%,d records (keys of %d bytes, %,d of them), %d partitions, %d calls at once by key, %s.%s"
                        + " Every count exact, every key in order, everything committed.%n",
                key,
                recordBytes,
                records,
                Keys.LENGTH,
                Keys.COUNT,
                Load.PARTITIONS,
                CONCURRENCY,
                String.join(" ", Race.JVM),
                Race.versions(contestants));
    }
}
