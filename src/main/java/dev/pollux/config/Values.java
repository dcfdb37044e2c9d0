package dev.pollux.config;

import dev.pollux.config.Setting.ConfigKey;
import dev.pollux.config.Setting.Section;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of each key, its expressions replaced and its type checked; what is wrong with one is reported once.
 */
final class Values {
    private final SmallRyeConfig config;
    private final Expressions expressions;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Given> entries = new TreeMap<>();
    private final Map<ConfigKey<?>, Object> parsed = new HashMap<>();

    /**
     * A value that was given.
     *
     * @param raw as it was written
     * @param text its expressions replaced
     * @param origin as problems name it
     */
    record Given(String key, String raw, String text, String origin) {
        /** As it may be shown. */
        String shown() {
            return Secrets.shown(key, raw, text);
        }

        @Override
        public String toString() {
            return key + '=' + shown();
        }
    }

    Values(SmallRyeConfig config, Expressions expressions) {
        this.config = config;
        this.expressions = expressions;
        config.getPropertyNames().forEach(this::load);
        Keys.keys().forEach(this::parse);
    }

    private void load(String name) {
        var value = config.getConfigValue(name);
        var raw = value.getValue();
        if (raw == null || !Keys.isKnown(name)) {
            return;
        }
        try {
            var text = expressions.resolve(raw);
            entries.put(name, new Given(name, raw, text, Source.origin(value)));
        } catch (Expressions.Unresolved e) {
            problems.add(new Problem(name, null, Source.origin(value), e.reason()));
        }
    }

    private <T> void parse(ConfigKey<T> key) {
        var entry = entry(key.name());
        if (entry == null || (entry.text().isEmpty() && key.emptyIsAbsent())) {
            if (key.fallback() != null) {
                parse(key, given(key, key.fallback()));
            } else if (key.required() && !isReported(key.name())) {
                missing(key, "");
            }
            return;
        }
        parse(key, entry);
    }

    /** A default may hold expressions as well. */
    private Given given(ConfigKey<?> key, String fallback) {
        return new Given(key.name(), fallback, resolved(fallback), "the default " + fallback);
    }

    private <T> void parse(ConfigKey<T> key, Given entry) {
        try {
            parsed.put(key, Objects.requireNonNull(key.type().parse(entry.text())));
        } catch (ValueType.Unacceptable e) {
            problem(entry, e.reason());
        }
    }

    /** The value of a key, or its default; null where neither is there or the value is wrong. */
    @SuppressWarnings("unchecked") // Put there by parse, as the type that the key says.
    <T> @Nullable T get(ConfigKey<T> key) {
        return (T) parsed.get(key);
    }

    /** The value of a key that the checks found to be there. */
    <T> T require(ConfigKey<T> key) {
        return Objects.requireNonNull(get(key), key.name());
    }

    /** What was given for a key; null for nothing. */
    @Nullable
    Given entry(String key) {
        return entries.get(key);
    }

    /** Whether a value was given, right or wrong. */
    boolean isGiven(ConfigKey<?> key) {
        var entry = entry(key.name());
        return isReported(key.name()) || (entry != null && !(entry.text().isEmpty() && key.emptyIsAbsent()));
    }

    /** A default outside of the keys, its expressions replaced. */
    String resolved(String fallback) {
        try {
            return expressions.resolve(fallback);
        } catch (Expressions.Unresolved e) {
            throw new IllegalStateException("the default " + fallback + ": " + e.reason(), e);
        }
    }

    /** What was given in a section, by the free part of the key. */
    SortedMap<String, Given> section(Section section) {
        var result = new TreeMap<String, Given>();
        entries.forEach((key, entry) -> {
            if (section.contains(key)) {
                result.put(key.substring(section.prefix().length()), entry);
            }
        });
        return result;
    }

    /** The same, only the texts. */
    Map<String, String> texts(Section section) {
        var result = new TreeMap<String, String>();
        section(section).forEach((key, entry) -> result.put(key, entry.text()));
        return Map.copyOf(result);
    }

    boolean isReported(String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    void missing(ConfigKey<?> key, String why) {
        problems.add(new Problem(key.name(), null, null, "missing" + why + "; accepted: " + key.accepted()));
    }

    void problem(Given entry, String message) {
        problems.add(new Problem(entry.key(), entry.shown(), entry.origin(), message));
    }

    /** A problem of a key whose value may be the default. */
    void problem(ConfigKey<?> key, String message) {
        var entry = entry(key.name());
        if (entry != null) {
            problem(entry, message);
        } else {
            problems.add(
                    new Problem(key.name(), key.fallback(), key.fallback() == null ? null : "the defaults", message));
        }
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    List<Problem> problems() {
        return problems;
    }
}
