package dev.pollux.cli;

import dev.pollux.app.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "pollux " + Versions.pollux(), "kafka client " + Versions.kafkaClient(), "java " + Versions.java()
        };
    }
}
