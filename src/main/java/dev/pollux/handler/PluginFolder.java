package dev.pollux.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes on the class path first and in the jars of a folder after it, so that Pollux's own classes and Kafka's are
 * the same for both.
 */
final class PluginFolder {

    private PluginFolder() {}

    /**
     * Opens the folder's jars, in the order of their names.
     *
     * @param folder null for the class path alone
     * @return to be closed after the last class was used
     * @throws IllegalArgumentException where there is no such folder
     */
    static URLClassLoader open(@Nullable Path folder) {
        URL[] jars = folder == null ? new URL[0] : jarsIn(folder);
        return new URLClassLoader("plugins", jars, PluginFolder.class.getClassLoader());
    }

    private static URL[] jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "handler.java.plugins: '" + folder + "' is not a folder; accepted: a folder that holds jars");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(PluginFolder::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "handler.java.plugins: '" + folder + "' cannot be read ("
                            + e.getClass().getSimpleName() + "); accepted: a folder that holds jars",
                    e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
