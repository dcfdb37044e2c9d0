package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.ProcessBroker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a workload stands on.
 *
 * @param logs the folder for what processes write
 */
record Ground(ProcessBroker broker, Cluster cluster, BenchSettings settings, Path logs) {

    /**
     * Starts a fresh JVM with the test class path; its output goes to {@code logs/name.log}.
     *
     * @param jvmOptions those of {@code -Dbench.jvm} come behind them
     */
    ChildProcess launch(String name, Class<?> main, List<String> jvmOptions, List<String> arguments) {
        return launch(name, System.getProperty("java.class.path"), main.getName(), jvmOptions, arguments);
    }

    /** The same with a class path of its own. */
    ChildProcess launch(String name, String classPath, String main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(jvmOptions);
        settings.jvmOptions().forEach(option -> command.add(option.replace("{run}", name)));
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return ChildProcess.java(command, Map.of(), logs.resolve(name + ".log"));
    }

    /** The machine's load average of the last minute. */
    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
