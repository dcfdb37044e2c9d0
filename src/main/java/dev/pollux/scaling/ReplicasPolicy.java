package dev.pollux.scaling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many members the group needs to hold today's arrival rate and to work off today's lag within {@code scaling.drain-target}.
 *
 * <ol>
 *   <li>A partition needs its arrivals and its lag over the drain target, but no more than one member's {@link Capacity}, for no second
 *       one can help it; and its arrivals alone while it is stuck.
 *   <li>Members are counted on for 90 % of their capacity: the sum of the needs, divided by that.
 *   <li>The group gives each member the same number of partitions, or one more. The member with the neediest partition has to hold
 *       it with that number of average ones, by 110 % of its capacity at most; else there have to be more members. Lag of the average
 *       ones counts here where it has waited for longer than the drain target already: what is younger is not worth a member for each
 *       partition, which would be idle soon.
 *   <li>The next step of {@link ReplicaLadder}, the number of partitions at most.
 * </ol>
 *
 * <p>Out at once. In only when fewer members would have done for all of the last half minute with 5 % more need, and then to the most of that
 * time. For one thread at a time.
 */
public final class ReplicasPolicy {
    private static final double LOADED = 0.9;

    /** Capacities are estimates: what is only a little too much for one shows as lag, which is counted by itself. */
    private static final double OVERLOADED = 1.1;

    private static final double SPARE = 1.05;

    /** Enough for a figure that is near a step; autoscalers wait for longer by themselves. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private record Need(long millis, int members) {}

    private final double drainSeconds;
    private final Deque<Need> needs = new ArrayDeque<>();
    private OptionalInt wanted = OptionalInt.empty();

    public ReplicasPolicy(ScalingSettings settings) {
        drainSeconds = settings.drainTarget().toMillis() / 1000.0;
    }

    /**
     * How many members are wanted now.
     *
     * @param partitions of the whole group, from a look that was just made
     * @param capacity of one member; null where it is not known
     * @param destinationDown nothing gets through to the destination: more members would not change that, and what is finished says
     *     nothing. What was wanted before holds
     * @return empty while nobody can tell
     */
    public OptionalInt wanted(
            List<PartitionLag> partitions,
            Capacity.@Nullable Estimate capacity,
            boolean destinationDown,
            long nowMillis) {
        boolean known = partitions.stream().allMatch(partition -> partition.arrivalsPerSecond() >= 0);
        if (partitions.isEmpty() || !known || destinationDown) {
            return wanted;
        }
        OptionalInt out = members(partitions, capacity, 1);
        OptionalInt in = members(partitions, capacity, SPARE);
        if (out.isPresent() && in.isPresent()) {
            decide(out.getAsInt(), in.getAsInt(), nowMillis);
        }
        return wanted;
    }

    private void decide(int out, int in, long nowMillis) {
        needs.addLast(new Need(nowMillis, in));
        while (nowMillis - needs.getFirst().millis() > CALM.toMillis()) {
            needs.removeFirst();
        }
        int before = wanted.orElse(out);
        int most = needs.stream().mapToInt(Need::members).max().orElse(in);
        wanted = OptionalInt.of(out > before ? out : Math.min(before, most));
    }

    /** Empty where the capacity is not known well enough. */
    private OptionalInt members(List<PartitionLag> partitions, Capacity.@Nullable Estimate capacity, double spare) {
        double all = 0;
        for (PartitionLag partition : partitions) {
            all += demand(partition) * spare;
        }
        if (all == 0) {
            return OptionalInt.of(1);
        }
        if (capacity == null) {
            return OptionalInt.empty();
        }
        int members = members(partitions, capacity.recordsPerSecond(), spare);
        // What a member can do before it is warm is less than it will: enough to say that one is enough.
        return capacity.warm() || members == 1 ? OptionalInt.of(members) : OptionalInt.empty();
    }

    private int members(List<PartitionLag> partitions, double capacity, double spare) {
        int most = partitions.size();
        double sum = 0;
        double largest = 0;
        double pressing = 0;
        double pressingOfLargest = 0;
        for (PartitionLag partition : partitions) {
            double own = Math.min(demand(partition) * spare, capacity);
            double now = isOverdue(partition) ? own : Math.min(arrivals(partition) * spare, capacity);
            sum += own;
            pressing += now;
            if (!partition.stuck() && own > largest) {
                largest = own;
                pressingOfLargest = now;
            }
        }
        double others = most == 1 ? 0 : (pressing - pressingOfLargest) / (most - 1);
        int members = Math.clamp((int) Math.ceil(sum / (capacity * LOADED)), 1, most);
        while (members < most && largest + (Math.ceilDiv(most, members) - 1) * others > capacity * OVERLOADED) {
            members++;
        }
        return ReplicaLadder.atLeast(members, most);
    }

    private boolean isOverdue(PartitionLag partition) {
        return partition.seconds() > drainSeconds;
    }

    private static double arrivals(PartitionLag partition) {
        return Math.max(0, partition.arrivalsPerSecond());
    }

    private double demand(PartitionLag partition) {
        // What stands still does not go on sooner where there are more members.
        long lag = partition.stuck() ? 0 : Math.max(0, partition.records());
        return arrivals(partition) + lag / drainSeconds;
    }
}
