package dev.pollux.bench;

import dev.pollux.testkit.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Runs contestants, each in a fresh JVM with a group of its own, and sees that each of them committed all that it read.
 *
 * @param workload its key, which the names of runs begin with
 */
record Race(Ground ground, String workload) {
    static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseG1GC");
    private static final Duration BOUND = Duration.ofMinutes(11);
    private static final int TAIL_LINES = 40;

    /** Those of {@code known} that are wanted, and can run. */
    List<Contestant> wanted(List<Contestant> known) {
        List<Contestant> wanted = known.stream()
                .filter(contestant -> ground.settings().wants(contestant.key()))
                .toList();
        if (Peer.arePresent()
                || wanted.stream().allMatch(contestant -> contestant.peer().isEmpty())) {
            return wanted;
        }
        System.out.println(workload + ": the peers are left out, for want of Maven's -Pbench");
        return wanted.stream().filter(contestant -> contestant.peer().isEmpty()).toList();
    }

    /** What the peers among them run with; empty where there are none. */
    static String versions(List<Contestant> contestants) {
        List<String> versions = contestants.stream()
                .flatMap(contestant -> contestant.peer().stream())
                .distinct()
                .map(Peer::versions)
                .toList();
        return versions.isEmpty() ? "" : " Peers: " + String.join(", ", versions) + '.';
    }

    Measured run(Contestant contestant, String topic, int records, int concurrency, int sleepMillis, int round) {
        String name = workload + '-' + contestant.key() + '-' + round;
        Job job = new Job(
                contestant.key(), ground.cluster().bootstrapServers(), topic, name, records, concurrency, sleepMillis);
        try (ChildProcess process = launch(name, contestant, job)) {
            String output = complete(name, process);
            Measured measured = Measured.find(output).orElseThrow();
            if (contestant.reads()) {
                committed(name, topic);
            }
            measured.say((round == 0 ? "warm-up, " : "round " + round + ", ") + contestant.key());
            return measured;
        }
    }

    private ChildProcess launch(String name, Contestant contestant, Job job) {
        return contestant
                .peer()
                .map(peer -> ground.launch(name, peer.classPath(), peer.main(), JVM, job.arguments()))
                .orElseGet(() -> ground.launch(name, ContestantMain.class, JVM, job.arguments()));
    }

    /** Waits for a process's good end; returns what it wrote. */
    static String complete(String name, ChildProcess process) {
        OptionalInt code = process.waitFor(BOUND);
        if (code.orElse(-1) != 0) {
            throw new IllegalStateException(name + " failed (exit " + code + "):\n" + process.tail(TAIL_LINES));
        }
        return process.output();
    }

    /** Fails unless the group has committed the whole topic. */
    void committed(String group, String topic) {
        long lag = ground.cluster().lag(group, topic);
        if (lag != 0) {
            throw new IllegalStateException(group + " left " + lag + " records uncommitted");
        }
    }

    /** The keys of contestants. */
    static List<String> keys(List<Contestant> contestants) {
        return contestants.stream().map(Contestant::key).toList();
    }
}
