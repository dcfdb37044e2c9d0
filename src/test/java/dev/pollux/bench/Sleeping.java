package dev.pollux.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** W2: the handler sleeps for each record, so that nothing but the number of calls at once limits the rate. */
final class Sleeping implements Workload {
    private static final int RECORD_BYTES = 100;
    /** Half a minute, so that the JVM's first seconds weigh what they weigh in life: little. */
    private static final int USUAL_RECORDS = 1_500_000;

    private static final int SLEEP_MILLIS = 5;
    private static final int CONCURRENCY = 256;
    private static final double LIMIT = CONCURRENCY * 1000.0 / SLEEP_MILLIS;
    private static final List<Contestant> CONTESTANTS =
            List.of(Contestant.POLLUX_KEY, Contestant.SLEEP_ALONE, Contestant.PARALLEL, Contestant.SPRING);

    /** Spring handles one record at a time for each partition: that many fewer come in about the same time. */
    private static final int SPRING_SHARE = CONCURRENCY / Load.PARTITIONS;

    @Override
    public String key() {
        return "w2";
    }

    @Override
    public List<String> contestants() {
        return Race.keys(CONTESTANTS);
    }

    @Override
    public String run(Ground ground) throws Exception {
        int records = ground.settings().records(USUAL_RECORDS);
        Race race = new Race(ground, key());
        List<Contestant> contestants = race.wanted(CONTESTANTS);
        System.out.printf("%s: fills topics%n", key());
        String topic = Load.fill(ground.cluster(), records, RECORD_BYTES);
        String fewer = Load.fill(ground.cluster(), records / SPRING_SHARE, RECORD_BYTES);
        Map<Contestant, List<Measured>> results = new EnumMap<>(Contestant.class);
        Rounds.run(ground.settings().rounds(), contestants, (contestant, round) -> {
            Measured measured = contestant == Contestant.SPRING
                    ? race.run(contestant, fewer, records / SPRING_SHARE, Load.PARTITIONS, SLEEP_MILLIS, round)
                    : race.run(contestant, topic, records, CONCURRENCY, SLEEP_MILLIS, round);
            results.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(measured);
        });
        return head(records, contestants) + table(results);
    }

    private static String table(Map<Contestant, List<Measured>> results) {
        StringBuilder text = new StringBuilder(
                        "\n| | records/s | of the limit | second half of the limit | Pollux to it | CPU µs/record |\n")
                .append("|---|---|---|---|---|---|\n");
        List<Measured> pollux = results.getOrDefault(Contestant.POLLUX_KEY, List.of());
        results.forEach((contestant, runs) -> text.append(String.join(
                " | ",
                "| " + contestant.title(),
                Figures.of(runs, run -> run.whole().rate()).text(0),
                Figures.of(runs, run -> run.whole().rate() / LIMIT).text(3),
                Figures.of(runs, run -> run.secondHalf().rate() / LIMIT).text(3),
                contestant == Contestant.POLLUX_KEY
                        ? "1"
                        : Figures.ratios(pollux, runs, run -> run.whole().rate())
                                .text(2),
                Figures.of(runs, run -> run.whole().cpuMicrosPerRecord()).text(1) + " |\n")));
        return text.toString();
    }

    private String head(int records, List<Contestant> contestants) {
        return String.format(
                Locale.ROOT,
                "### %s: the handler sleeps %d ms%n%n"
                        + "%,d records, %,d keys, %d partitions, %d calls at once by key: at most %,.0f/s. Spring: a consumer"
                        + " for each partition, %,d records. From the first record to the last, %s.%s"
                        + " Every count exact, every key in order, everything committed.%n",
                key(),
                SLEEP_MILLIS,
                records,
                Keys.COUNT,
                Load.PARTITIONS,
                CONCURRENCY,
                LIMIT,
                records / SPRING_SHARE,
                String.join(" ", Race.JVM),
                Race.versions(contestants));
    }
}
