package dev.pollux.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What runs here. */
public final class Versions {
    private Versions() {}

    /** Pollux's own. */
    public static String pollux() {
        return read("version.properties");
    }

    /** That of the Kafka client which is really on the class path; its own class for this is internal. */
    public static String kafkaClient() {
        return read("/kafka/kafka-version.properties");
    }

    /** That of the Java runtime. */
    public static String java() {
        return Runtime.version().toString();
    }

    private static String read(String resource) {
        var properties = new Properties();
        try (var stream = Versions.class.getResourceAsStream(resource)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
