package dev.pollux.image;

import dev.pollux.testkit.Project;
import java.nio.file.Path;

/**
 * What is trained.
 *
 * @param java the {@code java} that will run the worker
 * @param jar the worker's jar, with its libraries beside it
 * @param cache where the cache goes
 */
record TrainingSettings(Path java, Path jar, Path cache) {

    /** Reads the system properties; an empty one counts as absent. */
    static TrainingSettings fromSystemProperties() {
        return new TrainingSettings(
                path("train.java", Path.of(System.getProperty("java.home"), "bin", "java")),
                path("train.jar", Project.target().resolve("pollux.jar")),
                path("train.cache", Project.target().resolve("pollux.aot")));
    }

    private static Path path(String property, Path otherwise) {
        String text = System.getProperty(property, "").strip();
        return text.isEmpty() ? otherwise : Path.of(text).toAbsolutePath();
    }
}
