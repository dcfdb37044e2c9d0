package dev.pollux.image;

import dev.pollux.testkit.Options;
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
    static TrainingSettings fromSystemProperties() {
        return new TrainingSettings(
                Options.path("train.java").orElse(Path.of(System.getProperty("java.home"), "bin", "java")),
                Options.path("train.jar").orElse(Project.target().resolve("pollux.jar")),
                Options.path("train.cache").orElse(Project.target().resolve("pollux.aot")));
    }
}
