package dev.pollux.bench;

import dev.pollux.testkit.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The worker as it is shipped: {@code target/pollux.jar} with its libraries and the ahead-of-time cache. */
final class Packaged {
    /** What the image and a limit of 512 MiB make of the JVM: half of it for the heap, and below 2 GiB the plain collector. */
    static final List<String> CONTAINER =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:CompileThresholdScaling=5");

    private Packaged() {}

    /** Throws with what is to be done where something is not there, or older than what it is made of. */
    static void check() {
        Path jar = jar();
        Path cache = cache();
        if (!Files.exists(jar) || !Files.exists(cache) || modified(cache) < modified(jar)) {
            throw new IllegalStateException(jar + " and a newer " + cache
                    + " are wanted; mvn -q package exec:exec@train -DskipTests makes both");
        }
    }

    /** The JVM's option for the cache. A JVM that cannot use it ends, instead of going without. */
    static List<String> withCache(Path cache) {
        return List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
    }

    static Path jar() {
        return Project.target().resolve("pollux.jar");
    }

    static Path cache() {
        return Project.target().resolve("pollux.aot");
    }

    static Path libraries() {
        return Project.target().resolve("lib");
    }

    /** The arguments for {@code java}: runs the worker with these settings. */
    static List<String> run(List<String> jvmOptions, Map<String, String> settings) {
        List<String> command = new ArrayList<>(jvmOptions);
        command.addAll(List.of("-jar", jar().toString(), "run"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + '=' + value)));
        return command;
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
