package dev.pollux.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaLadderTest {
    @Test
    void anAutoscalerThatStandsOnOneStepIsHeardWhenItIsAskedForAnother() {
        for (int most = 1; most <= 300; most++) {
            List<Integer> steps = new ArrayList<>(ReplicaLadder.steps(most));
            for (int i = 1; i < steps.size(); i++) {
                int low = steps.get(i - 1);
                int high = steps.get(i);
                assertThat(new Autoscaler(most).replicas(0, low, high, 1))
                        .as("from %s to %s of %s", low, high, most)
                        .isEqualTo(Math.min(high, Math.max(2 * low, low + 4)));
            }
            assertThat(steps).startsWith(1).endsWith(most);
        }
    }

    @Test
    void smallNumbersAreAllThere() {
        assertThat(ReplicaLadder.steps(64))
                .containsExactly(
                        1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 19, 21, 24, 27, 30, 34, 38, 42, 47, 52, 58, 64);
    }

    @Test
    void takesTheLowestStepThatIsEnough() {
        assertThat(ReplicaLadder.atLeast(63, 64)).isEqualTo(64);
        assertThat(ReplicaLadder.atLeast(58, 64)).isEqualTo(58);
        assertThat(ReplicaLadder.atLeast(1, 64)).isEqualTo(1);
        assertThat(ReplicaLadder.atLeast(1, 1)).isEqualTo(1);
        assertThat(ReplicaLadder.atLeast(10, 12)).isEqualTo(10);
    }
}
