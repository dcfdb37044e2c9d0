package dev.pollux.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Versions of Pollux, of the Kafka client and of Java. */
final class Version implements IVersionProvider {

    /** Pollux's own. */
    static String pollux() {
        return read("version.properties");
    }

    /** That of the Kafka client which is really on the class path; its own class for this is internal. */
    private static String kafkaClient() {
        return read("/kafka/kafka-version.properties");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"pollux " + pollux(), "kafka client " + kafkaClient(), "java " + Runtime.version()};
    }

    private static String read(String resource) {
        var properties = new Properties();
        try (var stream = Version.class.getResourceAsStream(resource)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
