package dev.pollux.config;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in the configuration. Holds no secret: what is one shows as {@code ***}.
 *
 * @param key the key at fault; for a file that cannot be read, the file
 * @param found the value as it was found; null where there is none
 * @param origin where the value came from: file and line, environment variable or {@code --set}; null where there is
 *     no value
 * @param message what is accepted, and the reason where it isn't obvious
 */
public record Problem(
        String key, @Nullable String found, @Nullable String origin, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::key).thenComparing(Problem::toString);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** One line: key, value found, origin, message. */
    @Override
    public String toString() {
        var line = new StringBuilder(key).append(": ");
        if (found != null) {
            line.append("found '").append(found).append('\'');
            line.append(origin == null ? "; " : " in " + origin + "; ");
        } else if (origin != null) {
            line.append("in ").append(origin).append(": ");
        }
        return line.append(message).toString();
    }
}
