package dev.pollux.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One figure of several contestants, from several rounds, as rows of a table. */
final class FigureRows {
    private final Map<String, List<Double>> rows = new LinkedHashMap<>();

    /** Notes a contestant's figure; each has one for each round, in the order of the rounds. */
    void add(String contestant, double figure) {
        rows.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(figure);
    }

    boolean has(String contestant) {
        return rows.containsKey(contestant);
    }

    /** Median and spread. */
    String text(String contestant, int decimals) {
        return new Figures(of(contestant)).text(decimals);
    }

    double median(String contestant) {
        return new Figures(of(contestant)).median();
    }

    /**
     * By rounds, so that a machine that gets slower meanwhile counts for both alike. Empty where the reference did not take
     * part.
     */
    String ratio(String contestant, String reference) {
        if (!has(reference)) {
            return "";
        }
        List<Double> these = of(contestant);
        List<Double> those = of(reference);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < these.size(); round++) {
            ratios.add(these.get(round) / those.get(round));
        }
        return new Figures(ratios).text(2);
    }

    private List<Double> of(String contestant) {
        List<Double> figures = rows.get(contestant);
        if (figures == null) {
            throw new IllegalStateException("nothing measured of " + contestant);
        }
        return figures;
    }
}
