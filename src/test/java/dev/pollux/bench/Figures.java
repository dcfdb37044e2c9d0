package dev.pollux.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The same figure from several rounds, in ascending order. */
record Figures(List<Double> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    /** One figure of each run. */
    static <R> Figures of(List<R> runs, ToDoubleFunction<R> figure) {
        return new Figures(runs.stream().map(figure::applyAsDouble).toList());
    }

    /** By rounds, so that a machine that gets slower meanwhile counts for both alike; empty where the rounds differ. */
    static <R> Figures ratios(List<R> these, List<R> those, ToDoubleFunction<R> figure) {
        return these.size() != those.size()
                ? new Figures(List.of())
                : new Figures(IntStream.range(0, these.size())
                        .mapToObj(round ->
                                figure.applyAsDouble(these.get(round)) / figure.applyAsDouble(those.get(round)))
                        .toList());
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The median, and the least and the most where there are several. */
    String text(int decimals) {
        return switch (values.size()) {
            case 0 -> "";
            case 1 -> text(median(), decimals);
            default ->
                text(median(), decimals) + " (" + text(values.getFirst(), decimals) + "–"
                        + text(values.getLast(), decimals) + ')';
        };
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
