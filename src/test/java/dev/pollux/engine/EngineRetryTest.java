package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to a record that is not accepted, and to those behind it. */
class EngineRetryTest {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Outcome REFUSED = Outcome.reject("no");
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void retriedRecordHoldsItsKeyAndNoOther() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1 b2");
        rig.handedOut();
        rig.end("a0", 1, REFUSED);
        rig.fetch("b3 a4 c5");
        rig.accept("b2");
        assertThat(rig.handedOut()).containsExactly("c5", "b3");
        rig.pass(BACKOFF.minusNanos(1));
        assertThat(rig.handedOut()).isEmpty();
        rig.pass(Duration.ofNanos(1));
        assertThat(rig.handedOut()).containsExactly("a0");
        rig.accept("a0");
        assertThat(rig.handedOut()).containsExactly("a1");
        rig.accept("a1");
        assertThat(rig.handedOut()).containsExactly("a4");
    }

    @Test
    void itsKeyComesAgainInOrderFailedRecordThenTheRunsThenParkedOnes() {
        EngineRig rig = EngineRig.running(knobs, 5);
        rig.fetch("a0 b1 a2 a3 b4");
        rig.fetch("a5 a6");
        assertThat(rig.handedOut()).containsExactly("a0 b1 a2 a3 b4");
        rig.end("a0 b1 a2 a3 b4", 3, REFUSED);
        assertThat(rig.handedOut()).as("b4 was not begun").containsExactly("b4");
        assertThat(rig.committable()).isEqualTo(2);
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).as("alone").containsExactly("a2");
        rig.accept("a2");
        assertThat(rig.handedOut()).containsExactly("a3 a5 a6");
    }

    @Test
    void byPartitionEverythingBehindItWaits() {
        knobs.ordering = Ordering.PARTITION;
        EngineRig rig = EngineRig.running(knobs, 3);
        rig.fetch("a0 b1 c2 d3");
        rig.end("a0 b1 c2", 2, REFUSED);
        rig.fetch("e4");
        rig.handedOut();
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).containsExactly("b1");
        rig.accept("b1");
        assertThat(rig.handedOut()).containsExactly("c2");
        rig.accept("c2");
        assertThat(rig.handedOut()).containsExactly("d3 e4");
    }

    @Test
    void withoutOrderOnlyItWaits() {
        knobs.ordering = Ordering.NONE;
        EngineRig rig = EngineRig.running(knobs, 3);
        rig.fetch("a0 a1 a2 a3");
        rig.handedOut();
        rig.end("a0 a1 a2", 2, REFUSED);
        assertThat(rig.handedOut()).containsExactly("a2");
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).containsExactly("a1");
        rig.accept("a1");
        rig.accept("a2");
        rig.accept("a3");
        assertThat(rig.committable()).isEqualTo(4);
    }

    @Test
    void releasedRecordComesAgainWithoutLimit() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        for (int i = 1; i <= 50; i++) {
            assertThat(rig.run("a0").records().getFirst().deliveryCount()).isEqualTo(i);
            rig.end("a0", 1, Outcome.release("down"));
            rig.pass(Duration.ofSeconds(30));
        }
        assertThat(rig.letters).isEmpty();
        rig.accept("a0");
        assertThat(rig.committable()).isEqualTo(1);
    }

    @Test
    void pauseThatTheDestinationAsksForIsKept() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        rig.handedOut();
        rig.end("a0", 1, Outcome.release(Duration.ofSeconds(7), "busy"));
        rig.pass(Duration.ofMillis(6999));
        assertThat(rig.handedOut()).isEmpty();
        rig.pass(Duration.ofMillis(1));
        assertThat(rig.handedOut()).containsExactly("a0");
    }

    @Test
    void absurdPauseIsNobodysEnd() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.end("a0", 1, Outcome.release(Duration.ofSeconds(Long.MAX_VALUE), "never"));
        rig.end("b1", 1, REFUSED);
        assertThat(rig.engine.nextDeadlineNanos()).isBetween(rig.now, rig.now + BACKOFF.toNanos());
    }

    @Test
    void waitGrowsAndAttemptsRunOut() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.end("a0", 1, REFUSED);
        rig.pass(BACKOFF);
        rig.end("a0", 1, REFUSED);
        rig.handedOut();
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).as("twice as long").isEmpty();
        rig.pass(BACKOFF);
        rig.end("a0", 1, REFUSED);
        assertThat(rig.letters).hasSize(1);
        assertThat(rig.letters.getFirst().attempts()).isEqualTo(3);
        assertThat(rig.letters.getFirst().refusal()).isEqualTo(REFUSED);
    }

    @Test
    void releasesUseUpNoAttempt() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        for (Outcome outcome : new Outcome[] {REFUSED, Outcome.release("x"), REFUSED, Outcome.release("x")}) {
            rig.end("a0", 1, outcome);
            rig.pass(Duration.ofSeconds(30));
        }
        assertThat(rig.letters).isEmpty();
        rig.end("a0", 1, REFUSED);
        assertThat(rig.letters.getFirst().attempts()).isEqualTo(5);
    }

    @Test
    void nextRecordOfTheKeyStartsAfresh() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.end("a0", 1, REFUSED);
        rig.pass(BACKOFF);
        rig.end("a0", 1, REFUSED);
        rig.pass(BACKOFF.multipliedBy(2));
        rig.accept("a0");
        assertThat(rig.run("a1").records().getFirst().deliveryCount()).isEqualTo(1);
        rig.end("a1", 1, REFUSED);
        rig.pass(BACKOFF);
        rig.end("a1", 1, REFUSED);
        assertThat(rig.letters).as("two refusals of three").isEmpty();
    }

    @Test
    void deliveryCountsBegunAttemptsOnly() {
        EngineRig rig = EngineRig.running(knobs, 3);
        rig.fetch("a0 a1 a2");
        rig.end("a0 a1 a2", 1, REFUSED);
        rig.pass(BACKOFF);
        assertThat(rig.run("a0").records().getFirst().deliveryCount()).isEqualTo(2);
        rig.accept("a0");
        assertThat(rig.run("a1 a2").records()).allMatch(record -> record.deliveryCount() == 1);
    }

    @Test
    void whatWaitsIsBufferedButNotInFlight() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        rig.end("a0", 1, REFUSED);
        assertThat(rig.engine.view().inFlightRecords()).isZero();
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(1);
        assertThat(rig.engine.view().bufferedBytes()).isEqualTo(11);
        assertThat(rig.notes()).containsExactly("RELEASED 1");
    }
}
