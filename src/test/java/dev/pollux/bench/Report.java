package dev.pollux.bench;

import dev.pollux.bench.Measured.Stretch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The results as a Markdown table. */
final class Report {
    private final Map<Contestant, List<Measured>> results = new EnumMap<>(Contestant.class);

    /** Notes a result; each contestant has one for each round, in the order of the rounds. */
    void add(Contestant contestant, Measured measured) {
        results.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(measured);
    }

    /** Two tables: the second half, and the whole. */
    String text() {
        return table("Second half of the records", Measured::secondHalf)
                + table("From the first record to the last (the JVM's compiler is at work)", Measured::whole);
    }

    private String table(String title, Function<Measured, Stretch> part) {
        StringBuilder text = new StringBuilder("\n").append(title).append(":\n\n");
        text.append("| | 1,000 records/s | to raw `commitSync` | to raw auto commit, same settings | CPU µs/record"
                + " | CPU to the latter | peak RSS MiB |\n|---|---|---|---|---|---|---|\n");
        ToDoubleFunction<Measured> rate = run -> part.apply(run).rate();
        ToDoubleFunction<Measured> cpu = run -> part.apply(run).cpuMicrosPerRecord();
        results.forEach((contestant, runs) -> text.append(String.join(
                " | ",
                "| " + contestant.title(),
                Figures.of(runs, run -> part.apply(run).rate() / 1000).text(0),
                ratio(contestant, Contestant.RAW_SYNC, rate),
                ratio(contestant, Contestant.RAW_TUNED, rate),
                Figures.of(runs, cpu).text(2),
                ratio(contestant, Contestant.RAW_TUNED, cpu),
                Figures.of(runs, run -> run.peakRssKib() / 1024.0).text(0) + " |\n")));
        return text.toString();
    }

    private String ratio(Contestant contestant, Contestant reference, ToDoubleFunction<Measured> figure) {
        List<Measured> those = results.getOrDefault(reference, List.of());
        return contestant == reference
                ? "1"
                : Figures.ratios(results.getOrDefault(contestant, List.of()), those, figure)
                        .text(2);
    }
}
