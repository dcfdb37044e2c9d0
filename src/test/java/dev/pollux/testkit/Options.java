package dev.pollux.testkit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code -Dname=value} says to a program that is started by hand. An empty value counts as none, since Maven hands on what
 * is not set as empty.
 */
public final class Options {
    private Options() {}

    /** A whole number of any size. Fails as {@link #refusal} says. */
    public static OptionalLong number(String name) {
        return number(name, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
    }

    /** A whole number within bounds, which are allowed themselves. Fails as {@link #refusal} says. */
    public static OptionalLong number(String name, long least, long most) {
        return number(name, least, most, "a whole number from " + least + " to " + most);
    }

    /** Words with this between them; each of them is one of {@code known}. Fails as {@link #refusal} says. */
    public static List<String> words(String name, String separator, List<String> known) {
        List<String> words = words(name, separator);
        if (!known.containsAll(words)) {
            throw refusal(name, "some of " + String.join(separator, known));
        }
        return words;
    }

    /** Words with this between them. */
    public static List<String> words(String name, String separator) {
        return Arrays.stream(text(name).split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A file or folder; where it is relative, it is so to the working directory. */
    public static Optional<Path> path(String name) {
        return Optional.of(text(name))
                .filter(text -> !text.isEmpty())
                .map(text -> Path.of(text).toAbsolutePath());
    }

    /** What to throw for a value that is not accepted: says which option it was, what it said, and what is accepted. */
    public static IllegalArgumentException refusal(String name, String accepted) {
        return new IllegalArgumentException("-D" + name + "=" + text(name) + ": " + accepted + " is wanted");
    }

    private static OptionalLong number(String name, long least, long most, String accepted) {
        if (text(name).isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text(name));
            if (least <= number && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw refusal(name, accepted);
    }

    private static String text(String name) {
        return System.getProperty(name, "").strip();
    }
}
