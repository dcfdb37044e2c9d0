package dev.pollux.scaling;

/**
 * KEDA's Kafka scaler: the group's lag in records, so many for each pod, never more than a pod for each partition
 * ({@code allowIdleConsumers: false}).
 *
 * @param target {@code lagThreshold}
 */
record LagThreshold(double target) implements Scaler {
    @Override
    public double metric(SimulatedGroup group) {
        return Math.min(group.lagRecords(), target * SimulatedGroup.PARTITIONS);
    }
}
