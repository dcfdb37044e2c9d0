package dev.pollux.app;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Accepts everything; takes its time to close, and then writes the file that a system property names. */
public final class SlowlyClosingHandler implements Handler<String, String> {
    static final String FILE = "closed.file";
    private static final Duration SLOWLY = Duration.ofMillis(200);

    @Override
    public Outcome handle(Delivery<String, String> delivery) {
        return Outcome.accept();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Thread.sleep(SLOWLY);
        Files.writeString(Path.of(System.getProperty(FILE)), "closed");
    }
}
