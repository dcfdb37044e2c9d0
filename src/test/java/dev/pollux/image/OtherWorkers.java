package dev.pollux.image;

import dev.pollux.api.Delivery;
import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import dev.pollux.app.Pollux;
import dev.pollux.app.Versions;
import dev.pollux.config.ConfigReader;
import dev.pollux.config.InvalidConfigException;
import dev.pollux.config.PolluxConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A handler that accepts everything and starts other workers in its own JVM: see {@link Trainee}. */
public final class OtherWorkers implements Handler<String, String> {
    /** The environment variable with the paths of their configurations. */
    static final String CONFIGS = "TRAINING_CONFIGS";

    @Override
    public void open() throws InvalidConfigException {
        for (String path : System.getenv(CONFIGS).split(File.pathSeparator, -1)) {
            PolluxConfig config = ConfigReader.read(Path.of(path), Map.of(), List.of());
            Thread thread = new Thread(() -> Pollux.run(config, Versions.pollux()), "other-worker");
            // Not the plug-in's: classes that come by way of its loader stay out of the cache.
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            thread.start();
        }
    }

    @Override
    public Outcome handle(Delivery<String, String> delivery) {
        return Outcome.accept();
    }
}
