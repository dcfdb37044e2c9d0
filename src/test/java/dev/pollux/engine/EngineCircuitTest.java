package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage of the destination: probed, without limit, and nothing is given up. */
class EngineCircuitTest {
    private static final Outcome DOWN = Outcome.release("down");

    private final EngineKnobs knobs = new EngineKnobs();
    private EngineRig rig = EngineRig.running(knobs, 1);

    @BeforeEach
    void set() {
        knobs.concurrency = 4;
        knobs.circuitFailures = 3;
        knobs.maxAttempts = 1;
        knobs.backoff = Duration.ofMillis(100);
        knobs.probeInterval = Duration.ofMillis(300);
        rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1 c2 d3 e4 f5 g6 h7");
    }

    @Test
    void opensAfterSoManyInARow() {
        fail("a0", "b1");
        assertThat(rig.handedOut()).containsExactly("a0", "b1", "c2", "d3", "e4", "f5");
        rig.end("c2", 1, Outcome.reject("no"));
        fail("d3", "e4");
        assertThat(rig.notes()).noneMatch(note -> note.startsWith("circuit"));
        fail("f5");
        assertThat(rig.notes()).contains("circuit OPEN down");
        assertThat(rig.engine.view().circuit()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void oneProbeAtATimeAndLessOftenUpToTheInterval() {
        open();
        rig.end("d3", 1, DOWN);
        rig.pass(Duration.ofMillis(99));
        assertThat(rig.handedOut()).isEmpty();
        rig.pass(Duration.ofMillis(1));
        assertThat(rig.handedOut()).as("one probe").hasSize(1);
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.handedOut()).as("while it is under way, no other").isEmpty();
        for (long wait : new long[] {200, 300, 300}) {
            fail(rig.inFlight.getFirst());
            rig.pass(Duration.ofMillis(wait - 1));
            assertThat(rig.handedOut()).isEmpty();
            rig.pass(Duration.ofMillis(1));
            assertThat(rig.handedOut()).hasSize(1);
        }
        assertThat(rig.letters).isEmpty();
    }

    @Test
    void anyAnswerToAProbeEndsTheOutageForAll() {
        open();
        rig.end("d3", 1, DOWN);
        rig.pass(Duration.ofMillis(100));
        rig.handedOut();
        answer(rig.inFlight.getFirst(), Outcome.accept());

        assertThat(rig.engine.view().circuit()).isEqualTo(CircuitState.CLOSED);
        assertThat(rig.handedOut()).as("up to the concurrency, at once").hasSize(4);
    }

    @Test
    void anHourOfOutageGivesNothingUp() {
        open();
        rig.end("d3", 1, DOWN);
        int probes = 0;
        for (int second = 0; second < 36_000; second++) {
            rig.pass(Duration.ofMillis(100));
            if (!rig.inFlight.isEmpty()) {
                probes++;
                assertThat(rig.inFlight).hasSize(1);
                fail(rig.inFlight.getFirst());
            }
        }
        assertThat(probes).isBetween(10_000, 12_001);
        assertThat(rig.letters).isEmpty();
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(8);
        rig.pass(Duration.ofMillis(300));
        rig.handedOut();
        answer(rig.inFlight.getFirst(), Outcome.accept());
        assertThat(rig.handedOut()).hasSize(4);
    }

    @Test
    void aSingleRecordIsProbedInTimeThoughItsOwnBackoffIsLonger() {
        knobs.circuitFailures = 1;
        rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        for (int i = 0; i < 8; i++) {
            assertThat(rig.handedOut()).containsExactly("a0");
            fail("a0");
            rig.pass(Duration.ofMillis(300));
        }
    }

    @Test
    void aPauseThatTheDestinationAsksForIsKept() {
        knobs.circuitFailures = 1;
        rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.end("a0", 1, Outcome.release(Duration.ofSeconds(20), "later"));
        fail("b1");
        rig.handedOut();
        rig.pass(Duration.ofMillis(19_999));
        assertThat(rig.handedOut()).isEmpty();
        rig.pass(Duration.ofMillis(1));
        assertThat(rig.handedOut()).hasSize(1);
    }

    @Test
    void aRecordThatIsRefusedForGoodSaysNothingOfTheDestination() {
        open();
        rig.end("d3", 1, DOWN);
        rig.pass(Duration.ofMillis(100));
        answer(rig.inFlight.getFirst(), Outcome.rejectForGood("not JSON", null));
        assertThat(rig.engine.view().circuit()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(rig.inFlight).as("the next probe").hasSize(1);
    }

    @Test
    void aProbeWhosePartitionGoesIsReplaced() {
        open();
        rig.end("d3", 1, DOWN);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.fetch(EngineRig.P1, "x0");
        rig.pass(Duration.ofMillis(100));
        Run probe = rig.inFlight.getFirst();
        rig.handedOut();
        probe.claim();
        rig.step(new Event.Lost(List.of(probe.assignment.partition())));
        rig.end(probe, Outcome.accept());
        assertThat(rig.engine.view().circuit())
                .as("its word on the destination counts")
                .isEqualTo(CircuitState.CLOSED);
    }

    private void open() {
        fail("a0", "b1", "c2");
        assertThat(rig.engine.view().circuit()).isEqualTo(CircuitState.OPEN);
        assertThat(rig.inFlight).hasSizeGreaterThan(0);
        while (rig.inFlight.size() > 1) {
            fail(rig.inFlight.getLast());
        }
        rig.handedOut();
    }

    private void fail(String... runs) {
        for (String run : runs) {
            rig.end(run, 1, DOWN);
        }
    }

    private void fail(Run run) {
        answer(run, DOWN);
    }

    private void answer(Run run, Outcome outcome) {
        run.claim();
        rig.end(run, outcome);
    }
}
