package dev.pollux.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a worker is started: its configuration and what else the command line, the environment and the JVM say. */
public final class WorkerLaunch {
    private static final String MAIN = "dev.pollux.cli.Main";

    private final Path folder;
    private final Path config;
    private final List<String> settings = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> classPath = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

    private WorkerLaunch(Path folder, String yaml) {
        this.folder = folder;
        this.config = folder.resolve("pollux.yaml");
        try {
            Files.createDirectories(folder);
            Files.writeString(config, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker with this configuration; the file and the log {@code worker.log} go into {@code folder}. */
    public static WorkerLaunch of(Path folder, String yaml) {
        return new WorkerLaunch(folder, yaml);
    }

    /** Adds {@code --set key=value}. */
    public WorkerLaunch set(String key, String value) {
        settings.addAll(List.of("--set", key + '=' + value));
        return this;
    }

    /** Adds an option for the JVM, such as {@code -Xmx64m}. */
    public WorkerLaunch jvm(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Adds an entry to the class path, such as the test's own handlers. */
    public WorkerLaunch classPath(Path entry) {
        classPath.add(entry.toString());
        return this;
    }

    /** Sets a variable of the environment. */
    public WorkerLaunch environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts {@code pollux run}. May be called again for another process, which appends to the same log. */
    public WorkerProcess start() {
        return start(folder.resolve("worker.log"));
    }

    /** Starts {@code pollux run} with a log of its own. */
    public WorkerProcess start(Path log) {
        List<String> arguments = new ArrayList<>(jvmOptions);
        String entries = String.join(File.pathSeparator, classPath);
        arguments.addAll(List.of(
                "-cp",
                entries.isEmpty()
                        ? Project.workerClassPath()
                        : Project.workerClassPath() + File.pathSeparator + entries));
        arguments.addAll(List.of(MAIN, "run", "--config", config.toString()));
        arguments.addAll(settings);
        return new WorkerProcess(ChildProcess.java(arguments, environment, log));
    }
}
