package dev.pollux.scaling;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code max(pollux_replicas_wanted)} by way of Prometheus: each member looks every 10 s and is scraped every 15 s, at times of its own.
 * Members that know nothing yet are not in the maximum; without any, the autoscaler leaves all as it is.
 */
final class WantedReplicas implements Scaler {
    private final ScalingSettings settings;
    private final Map<SimulatedPod, SimulatedMember> members = new LinkedHashMap<>();

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
                .forEach(pod ->
                        members.computeIfAbsent(pod, _ -> new SimulatedMember(pod, group.load(pod), second, settings)));
        members.keySet().retainAll(group.ready());
        members.values().forEach(member -> member.step(second, group));
    }

    @Override
    public double metric(SimulatedGroup group) {
        return members.values().stream()
                .flatMapToInt(member -> member.scraped().stream())
                .max()
                .orElse(group.replicas());
    }
}
