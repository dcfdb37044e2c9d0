package dev.pollux.bench;

import dev.pollux.bench.Measured.Stretch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The results of W4 as a Markdown table. */
final class HttpReport {
    private final Map<HttpContestant, List<Measured>> results = new EnumMap<>(HttpContestant.class);
    private final List<Double> ceiling = new ArrayList<>();

    /** Notes a result; each contestant has one for each round, in the order of the rounds. */
    void add(HttpContestant contestant, Measured measured) {
        results.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(measured);
    }

    /** Notes requests a second of {@code wrk}, which does nothing but send. */
    void ceiling(double rate) {
        ceiling.add(rate);
    }

    /** Two tables: the second half, and the whole. */
    String text() {
        return table("Second half of the records (the JVM is warm)", Measured::secondHalf)
                + table("From the first record to the last (the JVM compiles meanwhile)", Measured::whole);
    }

    private String table(String title, Function<Measured, Stretch> part) {
        StringBuilder text = new StringBuilder("\n").append(title).append(":\n\n");
        text.append(
                "| | records/s | to the client alone with such requests | to Parallel Consumer | to one a request | CPU µs/record"
                        + " | peak RSS MiB |\n|---|---|---|---|---|---|---|\n");
        ToDoubleFunction<Measured> rate = run -> part.apply(run).rate();
        results.forEach((contestant, runs) -> text.append(String.join(
                " | ",
                "| " + contestant.title(),
                Figures.of(runs, rate).text(0),
                ratio(contestant, contestant.client(), rate),
                ratio(contestant, HttpContestant.PARALLEL_CONSUMER, rate),
                ratio(contestant, HttpContestant.POLLUX, rate),
                Figures.of(runs, run -> part.apply(run).cpuMicrosPerRecord()).text(1),
                Figures.of(runs, run -> run.peakRssKib() / 1024.0).text(0) + " |\n")));
        if (!ceiling.isEmpty()) {
            text.append("| ")
                    .append(HttpContestant.WRK.title())
                    .append(" | ")
                    .append(new Figures(ceiling).text(0))
                    .append(" | | | | | |\n");
        }
        return text.toString();
    }

    private String ratio(HttpContestant contestant, HttpContestant reference, ToDoubleFunction<Measured> figure) {
        List<Measured> those = results.getOrDefault(reference, List.of());
        return contestant == reference
                ? "1"
                : Figures.ratios(results.getOrDefault(contestant, List.of()), those, figure)
                        .text(2);
    }
}
