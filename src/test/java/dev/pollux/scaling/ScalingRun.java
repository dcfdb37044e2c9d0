package dev.pollux.scaling;

/**
 * What a scaler made of a trace.
 *
 * @param late seconds in which the lag was longer than the objective
 * @param podSeconds of all pods, also while they start
 * @param changes how often the number of pods was changed
 */
record ScalingRun(int late, long podSeconds, int changes) {
    static final int OBJECTIVE_SECONDS = 60;

    /** Both begin with one pod; how they get from there to the first load is not counted. */
    private static final int LEAD_IN_SECONDS = 900;

    static ScalingRun of(Trace trace, long seed, Scaler scaler) {
        SimulatedGroup group = new SimulatedGroup(trace, seed);
        Autoscaler autoscaler = new Autoscaler(SimulatedGroup.PARTITIONS);
        int late = 0;
        long podSeconds = 0;
        int changes = 0;
        for (int second = 0; second < trace.seconds(); second++) {
            group.step(second);
            scaler.step(second, group);
            boolean counts = second >= LEAD_IN_SECONDS;
            late += counts && group.lagSeconds() > OBJECTIVE_SECONDS ? 1 : 0;
            podSeconds += counts ? group.replicas() : 0;
            if (second % Autoscaler.SYNC_SECONDS == 0) {
                int before = group.replicas();
                group.scaleTo(autoscaler.replicas(second, before, scaler.metric(group), scaler.target()));
                changes += counts && group.replicas() != before ? 1 : 0;
            }
        }
        return new ScalingRun(late, podSeconds, changes);
    }

    ScalingRun plus(ScalingRun other) {
        return new ScalingRun(late + other.late, podSeconds + other.podSeconds, changes + other.changes);
    }
}
