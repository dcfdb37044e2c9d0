package dev.pollux.scaling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer group under load, in steps of a second: the pods share the partitions as evenly as can be and sticky, a pod its time
 * evenly among its partitions.
 */
final class SimulatedGroup {
    static final int PARTITIONS = 24;

    /** What is fetched ahead of the handlers. */
    private static final int FETCHED_AHEAD = 1000;

    private static final int BEGINS = 600;

    private static final Comparator<List<SimulatedLog>> SIZES = Comparator.comparingInt(List::size);

    private final List<SimulatedPod> pods = new ArrayList<>();
    private final List<SimulatedLog> logs = new ArrayList<>();
    /** The partitions of each pod that is ready. */
    private final Map<SimulatedPod, List<SimulatedLog>> owned = new LinkedHashMap<>();

    private final double[] weights = new double[PARTITIONS];
    private final Random random;
    private final Trace trace;
    /** So many seconds of the trace are over when it begins: what happens must not always meet the same second of a period. */
    private final int begin;

    private int made;
    /** Whether a pod went whose partitions nobody has taken over yet. */
    private boolean left;

    private int second;

    /**
     * One load of many alike.
     *
     * @param seed which
     */
    SimulatedGroup(Trace trace, long seed) {
        this.trace = trace;
        random = new Random(seed);
        begin = random.nextInt(BEGINS);
        double sum = 0;
        for (int i = 0; i < PARTITIONS; i++) {
            // Keys are spread by their hash: partitions are not quite alike.
            weights[i] = 0.85 + 0.3 * random.nextDouble();
            sum += weights[i];
        }
        SimulatedPod first = new SimulatedPod(-3600, made++);
        pods.add(first);
        for (int i = 0; i < PARTITIONS; i++) {
            weights[i] /= sum;
            logs.add(new SimulatedLog(i, trace.seconds()));
        }
        owned.put(first, new ArrayList<>(logs));
    }

    /** One second more. */
    void step(int now) {
        second = now;
        double hour = hour();
        double all = trace.load(hour);
        for (int i = 0; i < PARTITIONS; i++) {
            double load = all * weights[i] + (i == 0 ? trace.hotLoad(hour) : 0);
            double mean = load * SimulatedPod.CAPACITY;
            logs.get(i).arrive(Math.max(0, mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        int ready = 0;
        for (SimulatedPod pod : pods) {
            ready += pod.isReady(now) ? 1 : 0;
        }
        if (left || ready != owned.size()) {
            balance();
            left = false;
        }
        owned.forEach((pod, own) -> pod.did(trace.isStopped(hour) ? 0 : serve(own), now));
    }

    /** More pods, which start, or fewer, the youngest first. */
    void scaleTo(int replicas) {
        while (pods.size() < replicas) {
            pods.add(new SimulatedPod(second, made++));
        }
        while (pods.size() > replicas) {
            pods.removeLast();
            left = true;
        }
    }

    int replicas() {
        return pods.size();
    }

    Set<SimulatedPod> ready() {
        return owned.keySet();
    }

    double lagRecords() {
        return logs.stream().mapToDouble(SimulatedLog::backlog).sum();
    }

    int lagSeconds() {
        int longest = 0;
        for (SimulatedLog log : logs) {
            longest = Math.max(longest, log.ageSeconds());
        }
        return longest;
    }

    /** Where the log of a partition ended at a time, by the timestamps of its records. */
    long end(TopicPartition partition, long millis) {
        return (long) logs.get(partition.partition()).end((int) Math.min(second, Math.floorDiv(millis, 1000)));
    }

    GroupOffsets offsets() {
        Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
        logs.forEach(log -> offsets.put(log.name(), log.offsets()));
        return new GroupOffsets(second * 1000L, offsets);
    }

    MemberLoad load(SimulatedPod pod) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (SimulatedLog log : owned.getOrDefault(pod, List.of())) {
            positions.put(log.name(), log.offsets().next() + FETCHED_AHEAD);
        }
        return pod.load(positions, trace.isStopped(hour()));
    }

    private double hour() {
        return (begin + second) / 3600.0;
    }

    /** The capacity is shared evenly; what one partition does not need is for the others. */
    private static double serve(List<SimulatedLog> own) {
        List<SimulatedLog> waiting = new ArrayList<>(own.size());
        double all = 0;
        for (SimulatedLog log : own) {
            if (!log.isMoving()) {
                waiting.add(log);
                all += log.backlog();
            }
        }
        if (all <= SimulatedPod.CAPACITY) {
            waiting.forEach(log -> log.take(log.backlog()));
            return all;
        }
        waiting.sort(Comparator.comparingDouble(SimulatedLog::backlog));
        double left = SimulatedPod.CAPACITY;
        for (int i = 0; i < waiting.size(); i++) {
            double share = Math.min(waiting.get(i).backlog(), left / (waiting.size() - i));
            waiting.get(i).take(share);
            left -= share;
        }
        return SimulatedPod.CAPACITY - left;
    }

    /** Who came gets a share, and who went leaves one: no member has two partitions more than another, and none moves without need. */
    private void balance() {
        List<SimulatedLog> free = new ArrayList<>();
        owned.entrySet().removeIf(entry -> !pods.contains(entry.getKey()) && free.addAll(entry.getValue()));
        pods.stream().filter(pod -> pod.isReady(second)).forEach(pod -> owned.putIfAbsent(pod, new ArrayList<>()));
        free.forEach(this::give);
        List<SimulatedLog> most = Collections.max(owned.values(), SIZES);
        while (most.size() - Collections.min(owned.values(), SIZES).size() > 1) {
            give(most.removeLast());
            most = Collections.max(owned.values(), SIZES);
        }
    }

    private void give(SimulatedLog log) {
        Collections.min(owned.values(), SIZES).add(log);
        log.move(second);
    }
}
