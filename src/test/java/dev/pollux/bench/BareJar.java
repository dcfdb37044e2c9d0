package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * {@link BareConsumer} as a jar, with the client that the worker is shipped with, and an ahead-of-time cache of its own.
 *
 * @param classPath jars only
 */
record BareJar(String classPath, Path cache) {
    private static final Duration TRAINING_BOUND = Duration.ofMinutes(5);
    private static final int TAIL_LINES = 40;

    /** What the client does not do without; it has nobody to write a log. */
    private static final Pattern CLIENT = Pattern.compile("kafka-clients-|slf4j-api-|lz4-java-|snappy-java-|zstd-jni-");

    /** Makes both in this folder; the training reads this many records of this topic. */
    static BareJar train(Path folder, String servers, String topic, int records) throws IOException {
        Path jar = jar(folder.resolve("bare.jar"));
        BareJar made = new BareJar(classPath(jar), folder.resolve("bare.aot"));
        List<String> command = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + made.cache));
        command.addAll(made.run(servers, topic, "bare-training", records));
        try (ChildProcess process = ChildProcess.java(command, Map.of(), folder.resolve("bare-training.log"))) {
            OptionalInt code = process.waitFor(TRAINING_BOUND);
            if (code.orElse(-1) != 0 || !Files.exists(made.cache)) {
                throw new IllegalStateException("no cache, exit code " + code + ":\n" + process.tail(TAIL_LINES));
            }
        }
        return made;
    }

    /** The arguments for {@code java}. */
    List<String> run(String servers, String topic, String group, int records) {
        return List.of(
                "-cp", classPath, BareConsumer.class.getName(), servers, topic, group, Integer.toString(records));
    }

    private static String classPath(Path jar) throws IOException {
        try (Stream<Path> libraries = Files.list(Packaged.libraries())) {
            List<String> paths = new ArrayList<>(List.of(jar.toString()));
            libraries
                    .filter(library ->
                            CLIENT.matcher(library.getFileName().toString()).lookingAt())
                    .map(Path::toString)
                    .sorted()
                    .forEach(paths::add);
            return String.join(File.pathSeparator, paths);
        }
    }

    private static Path jar(Path file) throws IOException {
        String entry = BareConsumer.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                InputStream compiled =
                        Objects.requireNonNull(BareConsumer.class.getResourceAsStream('/' + entry), entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            compiled.transferTo(jar);
        }
        return file;
    }
}
