package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which records come in which run, for each ordering, while all goes well. */
class LanesTest {
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void runHoldsDifferentKeysAndLaterRecordsOfItsOwnKeys() {
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1 a2 c3 b4");
        assertThat(rig.handedOut()).containsExactly("a0 b1 a2 c3");
        rig.accept("a0 b1 a2 c3");
        assertThat(rig.handedOut()).containsExactly("b4");
    }

    @Test
    void keyIsInOneRunAtATime() {
        knobs.concurrency = 3;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1 b2 a3 b4");
        assertThat(rig.handedOut()).containsExactly("a0", "b2");
        rig.accept("b2");
        assertThat(rig.handedOut()).containsExactly("b4");
        rig.accept("a0");
        assertThat(rig.handedOut()).containsExactly("a1");
        rig.accept("a1");
        assertThat(rig.handedOut()).containsExactly("a3");
    }

    @Test
    void busyKeyBlocksOnlyItself() {
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 a1");
        rig.fetch("a2 b3 a4 c5 d6");
        assertThat(rig.handedOut()).containsExactly("a0 a1", "b3 c5", "d6");
        rig.fetch("a7");
        assertThat(rig.handedOut()).isEmpty();
        rig.accept("a0 a1");
        assertThat(rig.handedOut()).containsExactly("a2 a4");
        rig.accept("a2 a4");
        assertThat(rig.handedOut()).containsExactly("a7");
    }

    @Test
    void recordsWithoutKeyNeverWaitForEachOther() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("-0 -1 -2");
        assertThat(rig.handedOut()).containsExactly("-0", "-1", "-2");
    }

    @Test
    void byPartitionOneRunOfAPartitionAtATime() {
        knobs.ordering = Ordering.PARTITION;
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.fetch("a0 b1 c2 -3 d4");
        rig.fetch(EngineRig.P1, "x0");
        assertThat(rig.handedOut()).containsExactly("a0 b1", "x0");
        rig.accept("a0 b1");
        assertThat(rig.handedOut()).containsExactly("c2 -3");
        rig.fetch("e5");
        assertThat(rig.handedOut()).isEmpty();
        rig.accept("c2 -3");
        assertThat(rig.handedOut()).containsExactly("d4 e5");
    }

    @Test
    void withoutOrderNobodyWaits() {
        knobs.ordering = Ordering.NONE;
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 a1 a2 a3 a4");
        assertThat(rig.handedOut()).containsExactly("a0 a1", "a2 a3", "a4");
        rig.accept("a4");
        rig.accept("a0 a1");
        assertThat(rig.committable()).isEqualTo(2);
    }

    @Test
    void sameKeyInAnotherPartitionIsAnotherKey() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.fetch("a0");
        rig.fetch(EngineRig.P1, "a0");
        assertThat(rig.handedOut()).containsExactly("a0", "a0");
    }

    @Test
    void partitionsTakeTurns() {
        knobs.concurrency = 1;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.fetch("a0 b1 c2");
        rig.fetch(EngineRig.P1, "x0 y1 z2");
        assertThat(rig.handedOut()).containsExactly("a0");
        rig.accept("a0");
        rig.accept("b1");
        rig.accept("x0");
        rig.accept("c2");
        assertThat(rig.handedOut()).containsExactly("b1", "x0", "c2", "y1");
    }

    @Test
    void neverMoreRunsThanConcurrency() {
        knobs.concurrency = 3;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1 c2 d3 e4");
        assertThat(rig.handedOut()).hasSize(3);
        assertThat(rig.engine.view().inFlightRecords()).isEqualTo(3);
        rig.end("b1", 1, Outcome.release("later"));
        assertThat(rig.handedOut()).containsExactly("d3");
    }
}
