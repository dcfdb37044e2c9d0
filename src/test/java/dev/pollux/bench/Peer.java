package dev.pollux.bench;

import dev.pollux.testkit.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Another library that Maven's profile {@code bench} brings, with a class path of its own: {@code src/bench}. */
enum Peer {
    SPRING("spring", "SpringPeer", "spring-kafka"),
    REACTOR("reactor", "ReactorPeer", "reactor-kafka"),
    PARALLEL("parallel", "ParallelPeer", "parallel-consumer-core"),
    VERTX("vertx", "VertxPeer", "parallel-consumer-vertx");

    private final String folder;
    private final String main;
    private final String library;

    Peer(String folder, String main, String library) {
        this.folder = folder;
        this.main = "dev.pollux.bench.peers." + main;
        this.library = library;
    }

    /** The name of its main class. */
    String main() {
        return main;
    }

    /** Whether the profile is on. */
    static boolean arePresent() {
        return Boolean.getBoolean("bench.peers");
    }

    /** The classes of this build and its own libraries, and nothing of Pollux's. */
    String classPath() {
        return Stream.concat(Stream.of("test-classes", "classes").map(Project.target()::resolve), jars().stream())
                .map(Path::toString)
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }

    /** The library and its Kafka client, with their versions. */
    String versions() {
        return String.join(
                " with ",
                jars().stream()
                        .map(jar -> jar.getFileName().toString().replace(".jar", ""))
                        .filter(name -> name.startsWith(library + '-') || name.startsWith("kafka-clients-"))
                        .sorted((left, right) -> Boolean.compare(right.startsWith(library), left.startsWith(library)))
                        .toList());
    }

    private List<Path> jars() {
        Path libraries = Project.target().resolve("peers").resolve(folder);
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(libraries + " is not there: run with -Pbench test-compile", e);
        }
    }
}
