package dev.pollux.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table of {@link PlantedBugs}, which takes too long to be run each time. */
class PlantedBugsTest {

    @Test
    void everyOneHasItsPlaceInTheEngine() throws IOException {
        for (PlantedBug bug : PlantedBugs.BUGS) {
            assertThat(Mutant.source(bug)).as(bug.name()).isNotBlank();
        }
    }
}
