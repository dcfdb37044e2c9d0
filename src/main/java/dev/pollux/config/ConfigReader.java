package dev.pollux.config;

import dev.pollux.config.Setting.ConfigKey;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration: one YAML file, overridden by the environment, overridden by {@code --set}.
 */
public final class ConfigReader {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReader.class);

    private ConfigReader() {}

    /**
     * The configuration, all of it checked.
     *
     * @param file the YAML file; null for none
     * @param environment for overrides ({@code POLLUX_...}) and for <code>${NAME}</code>
     * @param sets each {@code key=value}
     * @throws InvalidConfigException with every mistake that there is. Only when the file isn't YAML at all, or cannot be
     *     read, nothing is said about the rest
     */
    public static PolluxConfig read(@Nullable Path file, Map<String, String> environment, List<String> sets)
            throws InvalidConfigException {
        var problems = new ArrayList<Problem>();
        var sources = sources(file, environment, sets, problems);
        // No interceptors: expressions are Pollux's own, in which a colon isn't always a default.
        var config = new SmallRyeConfigBuilder()
                .withSources(sources.toArray(Source[]::new))
                .build();
        var values = new Values(config, new Expressions(environment));
        problems.forEach(values::problem);
        Relations.check(values);
        KafkaProperties.check(values);
        if (!values.problems().isEmpty()) {
            throw new InvalidConfigException(values.problems());
        }
        return Composition.compose(values);
    }

    private static List<Source> sources(
            @Nullable Path file, Map<String, String> environment, List<String> sets, List<Problem> problems)
            throws InvalidConfigException {
        var sources = new ArrayList<Source>();
        sources.add(CommandLineSets.read(sets, problems::add));
        sources.add(Environment.read(environment, ConfigReader::warn));
        if (file != null) {
            var source = YamlFile.read(file, problems::add);
            if (source == null) {
                throw new InvalidConfigException(problems);
            }
            sources.add(source);
        }
        sources.forEach(source -> unknown(source, problems));
        return sources;
    }

    /** The value isn't shown: nobody can say whether it is a secret. */
    private static void unknown(Source source, List<Problem> problems) {
        source.getConfigValueProperties().forEach((name, value) -> {
            if (!Keys.isKnown(name)) {
                problems.add(new Problem(name, null, Source.origin(value), "there is no such key" + suggestion(name)));
            }
        });
    }

    private static String suggestion(String name) {
        var candidates = Stream.concat(Keys.keys().stream().map(ConfigKey::name), Stream.of("kafka.bootstrap.servers"))
                .toList();
        if (Keys.settings().stream().anyMatch(key -> key.name().startsWith(name + '.'))) {
            return "; it is a section of keys";
        }
        return Suggestions.nearest(name, candidates)
                .map(key -> "; did you mean " + key + '?')
                .orElse("");
    }

    private static void warn(String variable) {
        var variables = Keys.keys().stream()
                .map(key -> Environment.variable(key.name()))
                .toList();
        var suggestion = Suggestions.nearest(variable, variables);
        LOG.warn(
                "Environment variable {} is ignored: no key is called so{}",
                variable,
                suggestion.map(name -> "; did you mean " + name + '?').orElse(""));
    }
}
