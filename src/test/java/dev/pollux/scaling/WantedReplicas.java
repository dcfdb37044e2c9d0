package dev.pollux.scaling;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code max(pollux_replicas_wanted)} by way of Prometheus: each member looks every 10 s and is scraped every 15 s. Members that know
 * nothing yet are not in the maximum; without any, the autoscaler leaves all as it is.
 */
final class WantedReplicas implements Scaler {
    private static final int LOOK_SECONDS = 10;
    private static final int SCRAPE_SECONDS = 15;

    private static final long NANOS = 1_000_000_000;

    private record Member(Capacity capacity, ReplicasPolicy policy) {}

    private final GroupLag lag = new GroupLag();
    private final ScalingSettings settings;
    private final Map<SimulatedPod, Member> members = new HashMap<>();
    private GroupOffsets before = GroupOffsets.NONE;
    private OptionalInt looked = OptionalInt.empty();
    private OptionalInt scraped = OptionalInt.empty();

    WantedReplicas(ScalingSettings settings) {
        this.settings = settings;
    }

    @Override
    public double target() {
        return 1;
    }

    @Override
    public void step(int second, SimulatedGroup group) {
        group.ready()
                .forEach(pod -> members.computeIfAbsent(
                        pod,
                        _ -> new Member(new Capacity(group.load(pod), second * NANOS), new ReplicasPolicy(settings))));
        members.keySet().retainAll(group.ready());
        if (second % LOOK_SECONDS == 3) {
            look(second, group);
        }
        if (second % SCRAPE_SECONDS == 8) {
            scraped = looked;
        }
    }

    private void look(int second, SimulatedGroup group) {
        GroupOffsets offsets = group.offsets();
        lag.saw(offsets);
        var partitions = lag.partitions();
        looked = OptionalInt.empty();
        members.forEach((pod, member) -> {
            MemberLoad load = group.load(pod);
            member.capacity.saw(load, before, second * NANOS);
            OptionalInt wanted = member.policy.wanted(
                    partitions, member.capacity.estimate(), load.destinationDown(), second * 1000L);
            if (wanted.isPresent()) {
                looked = OptionalInt.of(Math.max(wanted.getAsInt(), looked.orElse(0)));
            }
        });
        before = offsets;
    }

    @Override
    public double metric(SimulatedGroup group) {
        return scraped.orElse(group.replicas());
    }
}
