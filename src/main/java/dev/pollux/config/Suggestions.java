package dev.pollux.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which key was meant. */
final class Suggestions {
    private Suggestions() {}

    /** The nearest of the candidates, where one is near. */
    static Optional<String> nearest(String unknown, Collection<String> candidates) {
        var word = plain(unknown);
        int limit = Math.max(1, word.length() / 5);
        return candidates.stream()
                .filter(candidate -> candidate.endsWith('.' + unknown))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(candidate -> distance(word, plain(candidate)) <= limit)
                        .min(Comparator.comparingInt(candidate -> distance(word, plain(candidate)))));
    }

    /** So that {@code maxRecords}, {@code max_records} and {@code max-records} are the same. */
    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** By Levenshtein: characters put in, left out or replaced. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
