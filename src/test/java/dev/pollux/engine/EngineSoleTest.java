package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that has its partition to itself. */
class EngineSoleTest {
    private static final int QUICK = 400;
    private static final Duration LOOK = Duration.ofNanos(RunsInFlight.LOOK_NANOS);
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void takesSeveralRecordsOfAKey() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 a1 b2 a3");
        assertThat(rig.handedOut()).containsExactly("a0 a1 b2 a3");
        rig.accept("a0 a1 b2 a3");
        assertThat(rig.committable()).isEqualTo(4);
        assertThat(rig.engine.view().bufferedRecords()).isZero();
        assertThat(rig.engine.view().bufferedBytes()).isZero();
    }

    @Test
    void whatARefusalHoldsBackIsItsKeyAlone() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1 a2 c3");
        rig.handedOut();
        rig.end("a0 b1 a2 c3", 2, Outcome.reject("no"));
        assertThat(rig.handedOut()).containsExactly("c3 a2");
        assertThat(rig.committable()).isEqualTo(1);
        rig.accept("c3 a2");
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.handedOut()).containsExactly("b1");
    }

    @Test
    void whileTheHandlerIsQuickNobodyElseGetsRecordsOfThePartition() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1");
        rig.fetch("c2");
        assertThat(rig.handedOut()).containsExactly("a0 b1");
        rig.accept("a0 b1");
        assertThat(rig.handedOut()).containsExactly("c2");
    }

    @Test
    void othersGetThemWhereTheHandlerIsNot() {
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1");
        rig.fetch("a2 c3");
        assertThat(rig.handedOut()).as("a2 comes after a0").containsExactly("a0 b1", "c3");
        rig.accept("c3");
        rig.accept("a0 b1");
        assertThat(rig.handedOut()).containsExactly("a2");
        rig.accept("a2");
        assertThat(rig.committable()).isEqualTo(4);
    }

    /** A batch cannot give back what stands behind a slow one in it: the partition's others must not wait for it. */
    @Test
    void othersGetThemBesideAQuickBatch() {
        EngineRig rig = EngineRig.batching(knobs, 2);
        long offset = 0;
        for (; offset < 200; offset += 2) {
            String batch = "a" + offset + " b" + (offset + 1);
            rig.fetch(batch);
            rig.endBatch(batch, Outcome.accept(), Outcome.accept());
        }
        rig.handedOut();
        rig.fetch("a200 b201 c202 d203");
        assertThat(rig.handedOut()).containsExactly("a200 b201", "c202 d203");
    }

    /** Also where it stands on its last record and has nothing to give back. */
    @Test
    void othersGetThemWhenItStandsStill() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1");
        rig.fetch("b2 c3");
        rig.handedOut();
        Run run = rig.claim("a0 b1", 2);
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.handedOut()).as("b2 comes after b1").containsExactly("c3");
        assertThat(rig.committable()).isEqualTo(1);
        rig.end(run, Outcome.accept());
        assertThat(rig.committable()).isEqualTo(2);
        rig.accept("c3");
        assertThat(rig.handedOut()).containsExactly("b2");
    }

    /** Or a partition that stood still once would have its records told apart until it is idle for a moment. */
    @Test
    void onlyOneRunIsAwakeAfterAStandstillAsWell() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1 c2");
        rig.handedOut();
        Run run = rig.claim("a0 b1 c2", 1);
        rig.pass(LOOK);
        rig.pass(LOOK);
        String givenBack = rig.handedOut().getFirst();
        rig.fetch("d3 e4");
        rig.end(run, Outcome.accept());
        assertThat(rig.handedOut()).as("quick as the handler is").isEmpty();
        rig.accept(givenBack);
        assertThat(rig.handedOut()).containsExactly("d3 e4");
        rig.accept("d3 e4");
        assertThat(rig.committable()).isEqualTo(5);
    }

    @Test
    void whatIsFinishedInAnEarlierAssignmentIsPassedOver() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.step(new Event.Remembered(EngineRig.P0, 0, new OffsetMap(new long[] {1, 2}, 7)));
        rig.fetch("a0 b1 c2");
        assertThat(rig.handedOut()).containsExactly("a0 c2");
        rig.accept("a0 c2");
        assertThat(rig.committable()).isEqualTo(3);
    }

    @Test
    void itsRecordsAreGivenBackWhenThePartitionGoes() {
        EngineRig rig = EngineRig.running(knobs, QUICK);
        rig.fetch("a0 b1 c2");
        Run run = rig.claim("a0 b1 c2", 1);
        rig.step(new Event.Revoking(List.of(EngineRig.P0)));
        assertThat(run.claim()).isEqualTo(-1);
        rig.end(run, Outcome.accept());
        assertThat(rig.committable()).isEqualTo(1);
        assertThat(rig.engine.isIdle(List.of(EngineRig.P0))).isTrue();
    }
}
