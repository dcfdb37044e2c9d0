package dev.pollux.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The engine in virtual time, under faults that a seed draws. {@code -Dsim.seeds=N} runs so many, {@code -Dsim.seed.first=F}
 * says where to begin, {@code -Dsim.seed=S} replays one.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class EngineSimulationTest {
    private static final long SEEDS = 200;
    private static final int SHOWN = 3;

    @Test
    void keepsItsPromises() throws InterruptedException {
        Long single = Long.getLong("sim.seed");
        long first = single != null ? single : Long.getLong("sim.seed.first", 1);
        long count = single != null ? 1 : Long.getLong("sim.seeds", SEEDS);
        Seeds.Result result = Seeds.run(new SeedRun(), first, count, SHOWN);
        System.out.printf("%d simulated seeds from %d in %.1f s%n", result.ran(), first, result.seconds());
        assertThat(result.failures().stream().map(Seeds.Failure::report)).isEmpty();
    }
}
