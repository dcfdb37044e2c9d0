package dev.pollux.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's own files are. */
public final class Project {
    private Project() {}

    /** The folder of {@code pom.xml}: Surefire and Failsafe name it, elsewhere it is the working directory. */
    public static Path folder() {
        Path folder =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
        if (!Files.exists(folder.resolve("pom.xml"))) {
            throw new IllegalStateException("no pom.xml in " + folder + ": run from the project's folder");
        }
        return folder;
    }

    /** What the build wrote. */
    public static Path target() {
        return folder().resolve("target");
    }

    /** The class path of a Kafka broker, and nothing else. */
    public static String brokerClassPath() {
        return classPath("broker.classpath");
    }

    /** The class path that the worker has in production: its own classes and its runtime libraries, nothing of the tests. */
    public static String workerClassPath() {
        return classPath("worker.classpath");
    }

    private static String classPath(String file) {
        Path path = target().resolve(file);
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    path + " is not there: Maven writes it before the tests, run mvn test-compile once", e);
        }
    }
}
