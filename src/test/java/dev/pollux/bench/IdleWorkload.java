package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import dev.pollux.testkit.Cluster;
import dev.pollux.testkit.Http;
import dev.pollux.testkit.Ports;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * What a worker that owns a hundred partitions, on which nothing comes, takes of a core; beside a consumer that polls with the
 * same settings. All of them run side by side, so that the machine is the same for each; they are quiet by then.
 * Once, whatever the rounds: each figure is a mean over half a minute already.
 */
final class IdleWorkload implements Workload {
    private static final int PARTITIONS = 100;

    /** When each stretch begins, from when all of them own their partitions: the JVM still compiles in the first one. */
    private static final List<Duration> BEGINNINGS = List.of(Duration.ofSeconds(20), Duration.ofMinutes(3));

    private static final Duration STRETCH = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofMinutes(1);

    private enum Who {
        RAW("`KafkaConsumer`, Pollux's client settings, `poll(1 s)`, auto commit"),
        LOG("**Pollux, `log`**"),
        HTTP("**Pollux, `http`**");

        private final String title;

        Who(String title) {
            this.title = title;
        }

        String key() {
            return "idle-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Protocol {
        CLASSIC,
        CONSUMER;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A process that is to have all its partitions before the clock starts. */
    private record Idler(String row, ChildProcess process, long beganNanos, Duration cpuBefore) {

        static Idler of(String row, ChildProcess process) {
            return new Idler(row, process, System.nanoTime(), cpu(process));
        }

        double percentSince() {
            double cpu = cpu(process).minus(cpuBefore).toNanos();
            return 100 * cpu / (System.nanoTime() - beganNanos);
        }

        private static Duration cpu(ChildProcess process) {
            return ProcessHandle.of(process.pid())
                    .flatMap(handle -> handle.info().totalCpuDuration())
                    .orElseThrow(() -> new IllegalStateException("ended:\n" + process.output()));
        }
    }

    @Override
    public String key() {
        return "idle";
    }

    @Override
    public List<String> contestants() {
        return Arrays.stream(Who.values()).map(Who::key).toList();
    }

    @Override
    public String run(Ground ground) throws Exception {
        Packaged.check();
        List<Who> contestants = Arrays.stream(Who.values())
                .filter(who -> ground.settings().wants(who.key()))
                .toList();
        String topic = ground.cluster().newTopic("bench-idle", PARTITIONS);
        FigureRows percent = new FigureRows();
        measure(ground, contestants, topic, percent);
        return report(contestants, percent);
    }

    private static void measure(Ground ground, List<Who> contestants, String topic, FigureRows percent)
            throws InterruptedException {
        List<ChildProcess> processes = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        try {
            for (Who who : contestants) {
                for (Protocol protocol : Protocol.values()) {
                    rows.add(row(who, protocol));
                    processes.add(start(ground, who, protocol, topic));
                }
            }
            long begin = System.nanoTime();
            for (Duration beginning : BEGINNINGS) {
                Thread.sleep(beginning.minusNanos(System.nanoTime() - begin));
                stretch(processes, rows, beginning, percent);
            }
        } finally {
            processes.forEach(ChildProcess::close);
        }
    }

    private static void stretch(List<ChildProcess> processes, List<String> rows, Duration beginning, FigureRows percent)
            throws InterruptedException {
        List<Idler> idlers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            idlers.add(Idler.of(at(rows.get(i), beginning), processes.get(i)));
        }
        Thread.sleep(STRETCH);
        for (Idler idler : idlers) {
            double figure = idler.percentSince();
            System.out.printf(Locale.ROOT, "idle: %.2f %% of a core, %s%n", figure, idler.row);
            percent.add(idler.row, figure);
        }
    }

    private static String at(String row, Duration beginning) {
        return row + ", from " + beginning.toSeconds() + " s on";
    }

    private static ChildProcess start(Ground ground, Who who, Protocol protocol, String topic) {
        String name = row(who, protocol);
        return who == Who.RAW ? raw(ground, protocol, topic, name) : jar(ground, who, protocol, topic, name);
    }

    private static ChildProcess raw(Ground ground, Protocol protocol, String topic, String name) {
        String servers = ground.cluster().bootstrapServers();
        ChildProcess process = ground.launch(
                name, IdleConsumer.class, Packaged.CONTAINER, List.of(servers, topic, name, protocol.key()));
        awaitAll(name, process, () -> process.output().contains(IdleConsumer.assigned(PARTITIONS)));
        return process;
    }

    private static ChildProcess jar(Ground ground, Who who, Protocol protocol, String topic, String name) {
        Cluster cluster = ground.cluster();
        int port = Ports.free();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers",
                cluster.bootstrapServers(),
                "group",
                name,
                "topics",
                topic,
                "membership.protocol",
                protocol.key(),
                "handler.type",
                who.name().toLowerCase(Locale.ROOT),
                "server.port",
                Integer.toString(port)));
        if (who == Who.HTTP) {
            // Nobody is there, and nobody is asked.
            settings.put("handler.http.url", "http://localhost:" + Ports.free() + '/');
        }
        List<String> options = new ArrayList<>(Packaged.CONTAINER);
        options.addAll(Packaged.withCache(Packaged.cache()));
        ground.settings().jvmOptions().forEach(option -> options.add(option.replace("{run}", name)));
        ChildProcess process = ChildProcess.java(
                Packaged.run(options, settings), Map.of(), ground.logs().resolve(name + ".log"));
        awaitAll(name, process, () -> hasAll(port));
        return process;
    }

    private static void awaitAll(String name, ChildProcess process, Callable<Boolean> hasAll) {
        Awaitility.await("all partitions of " + name)
                .atMost(BOUND)
                .failFast(name + " ended", () -> !process.alive())
                .until(hasAll);
    }

    private static boolean hasAll(int port) {
        try {
            return Http.get(port, "/metrics").body().contains("pollux_partitions_assigned " + PARTITIONS + ".0");
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private static String report(List<Who> contestants, FigureRows percent) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### idle%n%nPercent of a core that a process with %d partitions takes while no record comes, over %d s, from so many"
                        + " seconds after it has them; median (least–most). `%s`.%n%n| ",
                PARTITIONS,
                STRETCH.toSeconds(),
                String.join(" ", Packaged.CONTAINER)));
        StringBuilder line = new StringBuilder("|---|");
        for (Protocol protocol : Protocol.values()) {
            for (Duration beginning : BEGINNINGS) {
                text.append(String.format(
                        "| `%s`, from %d s on | to the consumer ", protocol.key(), beginning.toSeconds()));
                line.append("---|---|");
            }
        }
        text.append("|\n").append(line).append('\n');
        for (Who who : contestants) {
            text.append("| ").append(who.title);
            for (Protocol protocol : Protocol.values()) {
                for (Duration beginning : BEGINNINGS) {
                    String row = at(row(who, protocol), beginning);
                    String raw = at(row(Who.RAW, protocol), beginning);
                    text.append(String.format(" | %s | %s", percent.text(row, 2), percent.ratio(row, raw)));
                }
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String row(Who who, Protocol protocol) {
        return who.key() + '-' + protocol.key();
    }
}
