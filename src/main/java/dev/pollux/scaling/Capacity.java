package dev.pollux.scaling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many records a second one member can finish, also where it is not asked to.
 *
 * <p>By the utilization law: who does {@code X} records a second and uses the share {@code U} of what runs out first can do {@code
 * X / U}. What may run out are handler calls ({@code concurrency}), processors, and, where neither shows, the member altogether: then
 * partitions stay behind although nobody keeps them. So {@code U} is the largest of
 *
 * <ul>
 *   <li>time in handler calls / (time × {@code concurrency}),
 *   <li>processor time / (time × processors),
 *   <li>partitions with a backlog / partitions assigned; a backlog are records that were there at the last look and have not even been
 *       fetched at this one.
 * </ul>
 *
 * <p>Looks are averaged, each with as much weight as it has evidence: {@code 1 - exp(-U × time / 30 s)}. A time in which nothing was
 * finished says nothing. For one thread at a time.
 */
public final class Capacity {
    /** A member that just started spends its processors on compiling. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final double MEMORY_SECONDS = 30;

    /** What a process uses for being there; less of it is no evidence of anything. */
    private static final double LEAST_UTILIZATION = 0.02;

    private static final double NANOS = 1e9;

    /**
     * What a member can do.
     *
     * @param recordsPerSecond above 0
     * @param warm whether the member has been up for long enough; until then it can do more than this
     */
    public record Estimate(double recordsPerSecond, boolean warm) {}

    private final long startNanos;
    private MemberLoad before;
    private long beforeNanos;
    private @Nullable Estimate estimate;

    /**
     * Begins with a member that begins.
     *
     * @param load what the member has done when it starts
     */
    public Capacity(MemberLoad load, long nowNanos) {
        before = load;
        beforeNanos = nowNanos;
        startNanos = nowNanos;
    }

    /**
     * Takes in what the member has done by now.
     *
     * @param lastLook where the logs ended when it was asked before
     */
    public void saw(MemberLoad load, GroupOffsets lastLook, long nowNanos) {
        double nanos = nowNanos - beforeNanos;
        double perSecond = nanos <= 0 ? 0 : (load.finished() - before.finished()) * NANOS / nanos;
        if (perSecond > 0) {
            boolean warm = beforeNanos - startNanos >= WARM_UP.toNanos();
            learn(perSecond, utilization(load, lastLook, nanos), nanos / NANOS, warm);
        }
        before = load;
        beforeNanos = nowNanos;
    }

    /** What it comes to; null while nothing was finished yet. */
    public @Nullable Estimate estimate() {
        return estimate;
    }

    private void learn(double perSecond, double utilization, double seconds, boolean warm) {
        double now = perSecond / utilization;
        Estimate known = estimate;
        if (known == null || known.warm() != warm) {
            estimate = new Estimate(now, warm);
        } else {
            // The simulation comes out the same on every machine.
            double weight = 1 - StrictMath.exp(-utilization * seconds / MEMORY_SECONDS);
            estimate = new Estimate(known.recordsPerSecond() + weight * (now - known.recordsPerSecond()), warm);
        }
    }

    private double utilization(MemberLoad load, GroupOffsets lastLook, double nanos) {
        double calls = (load.busyNanos() - before.busyNanos()) / (nanos * load.calls());
        double processors = (load.cpuNanos() - before.cpuNanos()) / (nanos * load.processors());
        return Math.clamp(Math.max(Math.max(calls, processors), backlogged(load, lastLook)), LEAST_UTILIZATION, 1);
    }

    /** The share of its partitions. */
    private static double backlogged(MemberLoad load, GroupOffsets lastLook) {
        long backlogged = load.positions().entrySet().stream()
                .filter(at -> at.getValue() >= 0 && at.getValue() < lastLook.end(at.getKey()))
                .count();
        return (double) backlogged / Math.max(1, load.positions().size());
    }
}
