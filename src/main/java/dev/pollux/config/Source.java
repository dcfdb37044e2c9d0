package dev.pollux.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ConfigValueConfigSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one file, of the environment, or of the command line: later kinds override earlier ones. */
final class Source implements ConfigValueConfigSource {

    /** In order of precedence: the highest ordinal, as MicroProfile Config calls it, wins. */
    enum Kind {
        FILE(100),
        ENVIRONMENT(300),
        SET(400);

        private final int ordinal;

        Kind(int ordinal) {
            this.ordinal = ordinal;
        }
    }

    private final Kind kind;
    private final String name;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    /**
     * An empty source.
     *
     * @param name as problems name it
     */
    Source(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * Adds a value, or replaces the one of the same key.
     *
     * @param line counted from 1; 0 where there are no lines
     * @return whether the key was there already
     */
    boolean put(String key, String text, int line) {
        var value = ConfigValue.builder()
                .withName(key)
                .withValue(text)
                .withRawValue(text)
                .withConfigSourceName(name)
                .withConfigSourceOrdinal(getOrdinal())
                .withLineNumber(line)
                .build();
        return values.put(key, value) != null;
    }

    /** Where a value of this source came from, as problems name it. */
    static String origin(ConfigValue value) {
        if (value.getConfigSourceOrdinal() == Kind.ENVIRONMENT.ordinal) {
            return Environment.variable(value.getName());
        }
        var source = String.valueOf(value.getConfigSourceName());
        return value.getLineNumber() > 0 ? source + ':' + value.getLineNumber() : source;
    }

    @Override
    public int getOrdinal() {
        return kind.ordinal;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable ConfigValue getConfigValue(String key) {
        return values.get(key);
    }

    @Override
    public Map<String, ConfigValue> getConfigValueProperties() {
        return values;
    }
}
