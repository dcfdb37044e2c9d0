package dev.pollux.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void theSeedSaysEverything() {
        assertThat(steps(7)).isEqualTo(steps(7)).isNotEqualTo(steps(8));
        assertThat(new FaultPlan(7).protocol()).isEqualTo(new FaultPlan(7).protocol());
    }

    @Test
    void seedsChooseBothProtocols() {
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> new FaultPlan(seed).protocol())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void eachKindComesSoon() {
        assertThat(steps(1).stream().map(step -> step.fault().getClass()).distinct())
                .hasSize(10);
    }

    @Test
    void workersThatAreThereAreHit() {
        FaultPlan plan = new FaultPlan(3);
        int workers = FaultPlan.FEWEST_WORKERS;
        for (int i = 0; i < 500; i++) {
            switch (plan.nextOfWorker().fault()) {
                case Fault.ScaleOut(int worker) -> assertThat(worker).isEqualTo(workers++);
                case Fault.ScaleIn(int worker) -> assertThat(worker).isEqualTo(--workers);
                case Fault.OfWorker other -> assertThat(other.worker()).isBetween(0, workers - 1);
            }
            assertThat(workers).isBetween(FaultPlan.FEWEST_WORKERS, FaultPlan.MOST_WORKERS);
        }
    }

    private static List<FaultPlan.Step<?>> steps(long seed) {
        FaultPlan plan = new FaultPlan(seed);
        return Stream.<FaultPlan.Step<?>>concat(
                        Stream.generate(plan::nextOfWorker).limit(30),
                        Stream.generate(plan::nextOfSurroundings).limit(30))
                .toList();
    }
}
