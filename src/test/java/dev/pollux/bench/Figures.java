package dev.pollux.bench;

import java.util.List;
import java.util.Locale;

/** The same figure from several rounds, in ascending order. */
record Figures(List<Double> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The median, and the least and the most where there are several. */
    String text(int decimals) {
        return values.size() == 1
                ? text(median(), decimals)
                : text(median(), decimals) + " (" + text(values.getFirst(), decimals) + "–"
                        + text(values.getLast(), decimals) + ')';
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
