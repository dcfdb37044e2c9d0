package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** W5: a no-op by key, but for a few records that sleep, which must hold up nobody but their own key. */
final class GiveBack implements Workload {
    private static final int RECORD_BYTES = 100;
    private static final int USUAL_RECORDS = 10_000_000;
    private static final int CONCURRENCY = 64;
    private static final int SLEEP_MILLIS = 200;
    private static final List<Contestant> CONTESTANTS = List.of(Contestant.POLLUX_KEY, Contestant.POLLUX_WHOLE);

    /** Each with and without sleepers, to see what the sleepers cost and what the rest. */
    private record Entrant(Contestant contestant, boolean sleeps) {
        String name() {
            return contestant.key() + (sleeps ? "" : "-awake");
        }
    }

    private record Result(
            Measured measured, Percentiles behindSleepers, Percentiles withoutPauses, Percentiles behindOthers) {
        double rate() {
            return measured.whole().rate();
        }
    }

    private final Map<Entrant, List<Result>> results = new LinkedHashMap<>();

    @Override
    public String key() {
        return "w5";
    }

    @Override
    public List<String> contestants() {
        return Race.keys(CONTESTANTS);
    }

    @Override
    public String run(Ground ground) throws Exception {
        int records = ground.settings().records(USUAL_RECORDS);
        Race race = new Race(ground, key());
        System.out.printf("%s: fills a topic with %,d records%n", key(), records);
        String topic = Load.fill(ground.cluster(), records, RECORD_BYTES);
        List<Entrant> entrants = race.wanted(CONTESTANTS).stream()
                .flatMap(contestant -> Stream.of(new Entrant(contestant, true), new Entrant(contestant, false)))
                .toList();
        results.clear();
        entrants.forEach(entrant -> results.put(entrant, new ArrayList<>()));
        Rounds.run(ground.settings().rounds(), entrants, (entrant, round) -> {
            Result result = measure(race, entrant, topic, records, round);
            System.out.printf(
                    Locale.ROOT,
                    "round %d, %s: %.0f records/s; µs, %s; %s; %s; load %s%n",
                    round,
                    entrant.name(),
                    result.rate(),
                    result.behindSleepers.line(),
                    result.withoutPauses.line(),
                    result.behindOthers.line(),
                    Ground.load());
            results.getOrDefault(entrant, new ArrayList<>()).add(result);
        });
        return head(records) + table();
    }

    private Result measure(Race race, Entrant entrant, String topic, int records, int round) {
        Ground ground = race.ground();
        String name = key() + '-' + entrant.name() + '-' + round;
        String servers = ground.cluster().bootstrapServers();
        Job job = new Job(entrant.contestant.key(), servers, topic, name, records, CONCURRENCY, 0);
        List<String> arguments = new ArrayList<>(job.arguments());
        arguments.add(Integer.toString(entrant.sleeps ? SLEEP_MILLIS : 0));
        try (ChildProcess process = ground.launch(name, GiveBackMain.class, Race.JVM, arguments)) {
            String output = Race.complete(name, process);
            race.committed(name, topic);
            return new Result(
                    Measured.find(output).orElseThrow(),
                    Percentiles.find(GiveBackMain.BEHIND_SLEEPERS, output).orElseThrow(),
                    Percentiles.find(GiveBackMain.WITHOUT_PAUSES, output).orElseThrow(),
                    Percentiles.find(GiveBackMain.BEHIND_OTHERS, output).orElseThrow());
        }
    }

    private String table() {
        List<Result> whole = results.getOrDefault(new Entrant(Contestant.POLLUX_WHOLE, true), List.of());
        StringBuilder text = new StringBuilder(
                "\n| | records/s | to whole runs with sleepers | behind a sleeper, p50 ms | p99 ms"
                        + " | p99.9 ms | most ms | without the collector's pauses, p99 ms | p99.9 ms | most ms"
                        + " | behind others, p99 ms | p99.9 ms | most ms |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        results.forEach((entrant, runs) -> text.append(String.join(
                " | ",
                "| " + entrant.contestant.title() + (entrant.sleeps ? "" : ", nobody sleeps"),
                Figures.of(runs, Result::rate).text(0),
                Figures.ratios(runs, whole, Result::rate).text(2),
                Figures.of(runs, run -> run.behindSleepers.p50() / 1000).text(2),
                Figures.of(runs, run -> run.behindSleepers.p99() / 1000).text(1),
                Figures.of(runs, run -> run.behindSleepers.p999() / 1000).text(1),
                Figures.of(runs, run -> run.behindSleepers.most() / 1000).text(1),
                Figures.of(runs, run -> run.withoutPauses.p99() / 1000).text(1),
                Figures.of(runs, run -> run.withoutPauses.p999() / 1000).text(1),
                Figures.of(runs, run -> run.withoutPauses.most() / 1000).text(1),
                Figures.of(runs, run -> run.behindOthers.p99() / 1000).text(1),
                Figures.of(runs, run -> run.behindOthers.p999() / 1000).text(1),
                Figures.of(runs, run -> run.behindOthers.most() / 1000).text(1) + " |\n")));
        return text.toString();
    }

    private String head(int records) {
        return String.format(
                Locale.ROOT,
                "### %s: no-op, one record in %,d sleeps %d ms%n%n"
                        + "%,d records of %d bytes, %,d keys, %d partitions, %d calls at once by key, from the first record to the"
                        + " last, %s. Behind a sleeper: the time from its beginning until the %d records behind it in its"
                        + " partition are handled, or from when they were polled if that is later, those of keys that sleep"
                        + " themselves left out; behind others: the same where the first one does not sleep, so what is"
                        + " waited for one's turn and for the machine; both in the second half."
                        + " Every count exact, every key in order, everything committed.%n",
                key(),
                Sleepers.EVERY,
                SLEEP_MILLIS,
                records,
                RECORD_BYTES,
                Keys.COUNT,
                Load.PARTITIONS,
                CONCURRENCY,
                String.join(" ", Race.JVM),
                Sleepers.BEHIND);
    }
}
