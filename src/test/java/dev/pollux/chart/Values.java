package dev.pollux.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Values for one test, in a file as Helm reads them. */
final class Values {
    private Values() {}

    static Path of(Path folder, String yaml) {
        try {
            return Files.writeString(Files.createTempFile(folder, "values", ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
