package dev.pollux.app;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the tests' own classes are, for a worker in another process. */
final class TestClasses {
    static final Path FOLDER = folder();

    private TestClasses() {}

    private static Path folder() {
        try {
            return Path.of(TestClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
