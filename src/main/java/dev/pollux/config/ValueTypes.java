package dev.pollux.config;

import dev.pollux.config.ValueType.Unacceptable;
import dev.pollux.handler.HttpRules;
import dev.pollux.kafka.StartPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** The kinds of value that keys accept. */
final class ValueTypes {
    /** So that every duration fits into nanoseconds and is far from overflow when added to now. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(KiB|MiB|GiB)?");

    /** Kafka's rule for the names of topics and of static members. */
    private static final Pattern KAFKA_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private ValueTypes() {}

    static ValueType<Integer> integer(int min, int max) {
        return new ValueType<>(
                max == Integer.MAX_VALUE
                        ? "a whole number, at least " + min
                        : "a whole number from " + min + " to " + max,
                text -> require(Integer.parseInt(text.strip()), n -> n >= min && n <= max));
    }

    static ValueType<Double> decimal(double min, double max) {
        var words = "a number from " + number(min) + " to " + number(max);
        return new ValueType<>(words, text -> require(Double.parseDouble(text.strip()), n -> n >= min && n <= max));
    }

    static ValueType<Boolean> bool() {
        return new ValueType<>("true or false", text -> switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    static ValueType<Duration> positiveDuration(String example) {
        return new ValueType<>(
                "an ISO-8601 duration above zero, such as " + example,
                text -> require(duration(text), Duration::isPositive));
    }

    static ValueType<Duration> durationOrZero(String example) {
        return new ValueType<>(
                "an ISO-8601 duration, such as " + example + "; PT0S for none",
                text -> require(duration(text), d -> !d.isNegative()));
    }

    static ValueType<Long> size() {
        return new ValueType<>("bytes, or a number with KiB, MiB or GiB, such as 64MiB; at least 1", text -> {
            var size = SIZE.matcher(text.strip());
            require(size, match -> match.matches());
            long unit = switch (size.group(2)) {
                case null -> 1;
                case "KiB" -> 1L << 10;
                case "MiB" -> 1L << 20;
                default -> 1L << 30;
            };
            return require(Math.multiplyExact(Long.parseLong(size.group(1)), unit), bytes -> bytes > 0);
        });
    }

    /**
     * A constant of an enum, in lower case with hyphens.
     *
     * @param later words that a later version accepts
     */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type, String... later) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return new ValueType<>(or(constants.stream().map(ValueTypes::word)), text -> {
            var word = text.strip();
            if (Arrays.asList(later).contains(word)) {
                throw new Unacceptable("'" + word + "' is not available in this version");
            }
            return constants.stream()
                    .filter(constant -> word(constant).equals(word))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        });
    }

    static ValueType<StartPosition> startPosition() {
        return new ValueType<>(
                "earliest, latest, none, or an ISO-8601 duration back, such as PT24H", text -> switch (text.strip()) {
                    case "earliest" -> new StartPosition.Earliest();
                    case "latest" -> new StartPosition.Latest();
                    case "none" -> new StartPosition.None();
                    case String back -> new StartPosition.Back(require(duration(back), Duration::isPositive));
                });
    }

    static ValueType<String> text(String words) {
        return new ValueType<>(words, text -> require(text, t -> !t.isBlank()));
    }

    static ValueType<String> matching(Pattern pattern, String words) {
        return new ValueType<>(
                words, text -> require(text, t -> pattern.matcher(t).matches()));
    }

    static ValueType<List<String>> topics() {
        return new ValueType<>(
                "topic names, in YAML a list, elsewhere separated by commas",
                text -> Stream.of(text.split(",", -1))
                        .map(name -> require(name.strip(), ValueTypes::isTopicName))
                        .distinct()
                        .toList());
    }

    static ValueType<Pattern> regex() {
        return new ValueType<>("a Java regular expression for the whole topic name", text -> {
            try {
                return Pattern.compile(require(text, t -> !t.isBlank()));
            } catch (PatternSyntaxException e) {
                throw new Unacceptable(
                        e.getDescription() + (e.getIndex() < 0 ? "" : " near character " + (e.getIndex() + 1)));
            }
        });
    }

    static ValueType<String> className() {
        return new ValueType<>(
                "the full name of a class", text -> require(text.strip(), name -> SourceVersion.isName(name)));
    }

    static ValueType<Path> tokenFile() {
        return new ValueType<>("a readable file that holds a bearer token", text -> {
            var path = Path.of(text.strip());
            var wrong = HttpRules.wrongTokenFile(path);
            if (wrong != null) {
                throw new Unacceptable(wrong);
            }
            return path;
        });
    }

    static ValueType<Path> folder() {
        return new ValueType<>("a folder", text -> require(Path.of(text.strip()), Files::isDirectory));
    }

    static boolean isTopicName(String name) {
        return KAFKA_NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    /** Words as {@code a, b or c}. */
    static String or(Stream<String> words) {
        var list = words.toList();
        int last = list.size() - 1;
        return last < 1
                ? String.join("", list)
                : list.subList(0, last).stream().collect(Collectors.joining(", ")) + " or " + list.get(last);
    }

    /** How a constant of an enum is written: in lower case with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration duration(String text) {
        return require(Duration.parse(text.strip()), d -> d.compareTo(LONGEST) <= 0);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static <T> T require(T value, Predicate<T> condition) {
        if (!condition.test(value)) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
