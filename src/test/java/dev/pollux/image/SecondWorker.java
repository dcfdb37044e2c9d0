package dev.pollux.image;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.app.Pollux;
import dev.pollux.app.Versions;
import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A handler that accepts everything and starts another worker in its own JVM: see {@link Trainee}. */
public final class SecondWorker implements Handler<String, String> {
    /** The environment variable with the path of the second worker's configuration. */
    static final String CONFIG = "TRAINING_SECOND_CONFIG";

    @Override
    public void open() throws InvalidConfigException {
        PolluxConfig config = ConfigReader.read(Path.of(System.getenv(CONFIG)), Map.of(), List.of());
        Thread thread = new Thread(() -> Pollux.run(config, Versions.pollux()), "second-worker");
        // Not the plug-in's: classes that come by way of its loader stay out of the cache.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    @Override
    public Outcome handle(Delivery<String, String> delivery) {
        return Outcome.accept();
    }
}
