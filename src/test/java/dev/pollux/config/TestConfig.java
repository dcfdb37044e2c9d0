package dev.pollux.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads configurations in tests. */
final class TestConfig {
    /** The fewest keys that a configuration needs. */
    static final List<String> LEAST = List.of(
            "kafka.bootstrap.servers=localhost:9092", "group=orders-worker", "topics=orders", "handler.type=log");

    private TestConfig() {}

    /** The least configuration and these. */
    static PolluxConfig read(String... sets) throws InvalidConfigException {
        return ConfigReader.read(null, Map.of(), with(sets));
    }

    static List<String> with(String... sets) {
        var all = new ArrayList<>(LEAST);
        all.addAll(List.of(sets));
        return all;
    }

    /** The problems' lines; none when there are none. */
    static List<String> problems(@Nullable Path file, Map<String, String> environment, List<String> sets) {
        try {
            ConfigReader.read(file, environment, sets);
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    static Path write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
