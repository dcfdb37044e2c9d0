package dev.pollux.bench;

import dev.pollux.bench.Measured.Stretch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The results as a Markdown table. */
final class Report {
    private final Map<Contestant, List<Measured>> results = new EnumMap<>(Contestant.class);

    /** Notes a result; each contestant has one for each round, in the order of the rounds. */
    void add(Contestant contestant, Measured measured) {
        results.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(measured);
    }

    /** Two tables: the second half, and the whole. */
    String text() {
        return table("Second half of the records (the JVM is warm)", Measured::secondHalf)
                + table("From the first record to the last (the JVM compiles meanwhile)", Measured::whole);
    }

    private String table(String title, Function<Measured, Stretch> part) {
        StringBuilder text = new StringBuilder("\n").append(title).append(":\n\n");
        text.append("| | 1,000 records/s | to raw `commitSync` | to raw auto commit, same settings | CPU µs/record"
                + " | peak RSS MiB |\n|---|---|---|---|---|---|\n");
        results.forEach((contestant, runs) -> text.append(String.join(
                " | ",
                "| " + contestant.title(),
                figures(runs, run -> part.apply(run).rate() / 1000).text(0),
                ratio(contestant, Contestant.RAW_SYNC, part),
                ratio(contestant, Contestant.RAW_TUNED, part),
                figures(runs, run -> part.apply(run).cpuMicrosPerRecord()).text(2),
                figures(runs, run -> run.peakRssKib() / 1024.0).text(0) + " |\n")));
        return text.toString();
    }

    /** By rounds, so that a machine that gets slower meanwhile counts for both alike. */
    private String ratio(Contestant contestant, Contestant reference, Function<Measured, Stretch> part) {
        List<Measured> those = results.getOrDefault(reference, List.of());
        List<Measured> these = results.getOrDefault(contestant, List.of());
        if (contestant == reference || those.size() != these.size()) {
            return contestant == reference ? "1" : "";
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < these.size(); round++) {
            ratios.add(part.apply(these.get(round)).rate()
                    / part.apply(those.get(round)).rate());
        }
        return new Figures(ratios).text(2);
    }

    private static Figures figures(List<Measured> runs, Function<Measured, Double> figure) {
        return new Figures(runs.stream().map(figure).toList());
    }
}
