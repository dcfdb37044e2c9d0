package dev.pollux.scaling;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the Horizontal Pod Autoscaler makes of an external metric with {@code AverageValue}: tolerance, rounding, and its behaviour
 * by default: out by the larger of 100 % and 4 pods a quarter of a minute, in to the most of the last five minutes.
 */
final class Autoscaler {
    static final int SYNC_SECONDS = 15;

    private static final double TOLERANCE = 0.1;
    private static final int DOWN_SECONDS = 300;

    private record Recommendation(int second, int replicas) {}

    private final Deque<Recommendation> recommendations = new ArrayDeque<>();
    private final int max;

    Autoscaler(int max) {
        this.max = max;
    }

    /** Called every {@link #SYNC_SECONDS}: how many pods there should be. */
    int replicas(int second, int current, double metric, double target) {
        double ratio = metric / (target * current);
        int desired = Math.abs(1 - ratio) <= TOLERANCE ? current : (int) Math.ceil(metric / target);
        recommendations.addLast(new Recommendation(second, desired));
        while (second - recommendations.getFirst().second() >= DOWN_SECONDS) {
            recommendations.removeFirst();
        }
        if (desired < current) {
            int most = recommendations.stream()
                    .mapToInt(Recommendation::replicas)
                    .max()
                    .orElse(desired);
            desired = Math.min(current, most);
        }
        return Math.clamp(Math.min(desired, Math.max(2 * current, current + 4)), 1, max);
    }
}
