package dev.pollux.scaling;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The numbers of members that are ever asked for. The Horizontal Pod Autoscaler does nothing about a difference of 10 % or less, so
 * that who asks for 64 where 63 are is not heard. Down from the number of partitions, each step here is larger than that, and small
 * numbers are all there.
 */
final class ReplicaLadder {
    private static final double TOLERANCE = 1.1;

    private ReplicaLadder() {}

    /**
     * The lowest step that holds so many members.
     *
     * @param members from 1 to {@code most}
     * @param most the number of partitions
     */
    static int atLeast(int members, int most) {
        int step = most;
        int below = below(step);
        while (below >= members) {
            step = below;
            below = below(step);
        }
        return step;
    }

    /** All steps, from 1 up. */
    static Deque<Integer> steps(int most) {
        Deque<Integer> steps = new ArrayDeque<>();
        for (int step = most; step > 0; step = below(step)) {
            steps.addFirst(step);
        }
        return steps;
    }

    private static int below(int step) {
        int below = step - 1;
        while (below > 0 && step <= below * TOLERANCE) {
            below--;
        }
        return below;
    }
}
