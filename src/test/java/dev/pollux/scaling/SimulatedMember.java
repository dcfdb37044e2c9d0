package dev.pollux.scaling;

import java.time.Duration;
import java.util.OptionalInt;

/** What a pod knows of the group and of itself, and what Prometheus knows of that. */
final class SimulatedMember {
    private static final int LOOK_SECONDS = 10;
    private static final int SCRAPE_SECONDS = 15;
    private static final Duration PRECISE = Duration.ofSeconds(15);
    private static final int MOST_QUESTIONS = 8;
    private static final long NANOS = 1_000_000_000;

    private final SimulatedPod pod;
    private final GroupLag lag = new GroupLag();
    private final Capacity capacity;
    private final ReplicasPolicy policy;
    private GroupOffsets before = GroupOffsets.NONE;
    private OptionalInt wanted = OptionalInt.empty();
    private OptionalInt scraped = OptionalInt.empty();

    SimulatedMember(SimulatedPod pod, MemberLoad load, int second, ScalingSettings settings) {
        this.pod = pod;
        capacity = new Capacity(load, second * NANOS);
        policy = new ReplicasPolicy(settings);
    }

    /** A second passed. */
    void step(int second, SimulatedGroup group) {
        if (second % LOOK_SECONDS == pod.phase(LOOK_SECONDS)) {
            look(second, group);
        }
        if (second % SCRAPE_SECONDS == pod.phase(SCRAPE_SECONDS)) {
            scraped = wanted;
        }
    }

    OptionalInt scraped() {
        return scraped;
    }

    private void look(int second, SimulatedGroup group) {
        GroupOffsets offsets = group.offsets();
        lag.saw(offsets);
        var questions = lag.questions(PRECISE);
        for (int asked = 0; asked < MOST_QUESTIONS && !questions.isEmpty(); asked++) {
            questions.forEach((partition, millis) -> lag.learned(partition, millis, group.end(partition, millis)));
            questions = lag.questions(PRECISE);
        }
        MemberLoad load = group.load(pod);
        capacity.saw(load, before, second * NANOS);
        wanted = policy.wanted(lag.partitions(), capacity.estimate(), load.destinationDown(), second * 1000L);
        before = offsets;
    }
}
