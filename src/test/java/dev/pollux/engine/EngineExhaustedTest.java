package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of records whose attempts are used up. */
class EngineExhaustedTest {
    private static final Outcome NEVER = Outcome.rejectForGood("never", null);
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void deadLetterIsFinishedOnlyWhenAcknowledged() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1 b2");
        rig.handedOut();
        rig.end("a0", 1, NEVER);
        rig.accept("b2");
        assertThat(rig.handedOut()).as("its key waits").isEmpty();
        assertThat(rig.committable()).isEqualTo(0);
        assertThat(rig.engine.isIdle(List.of(EngineRig.P0))).isFalse();
        rig.answerLetter(true);
        assertThat(rig.committable()).isEqualTo(1);
        assertThat(rig.handedOut()).containsExactly("a1");
        assertThat(rig.notes()).containsExactly("DEAD_LETTERED 1");
    }

    @Test
    void deadLetterThatTheBrokersDoNotTakeIsTriedAgainAndItsKeyWaits() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.end("a0", 1, NEVER);
        rig.handedOut();
        for (int failures = 1; failures <= 20; failures++) {
            DeadLetter letter = rig.letters.getFirst();
            rig.answerLetter(false);
            assertThat(rig.letters).isEmpty();
            rig.pass(Duration.ofSeconds(30));
            assertThat(rig.letters).containsExactly(letter);
        }
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.committable()).isZero();
        rig.answerLetter(true);
        assertThat(rig.handedOut()).containsExactly("a1");
    }

    @Test
    void keyGoesOnAfterItsDeadLetter() {
        EngineRig rig = EngineRig.running(knobs, 3);
        rig.fetch("a0 a1 a2");
        rig.end("a0 a1 a2", 2, NEVER);
        rig.fetch("a3");
        rig.answerLetter(true);
        rig.accept("a2 a3");
        assertThat(rig.committable()).isEqualTo(4);
        assertThat(rig.engine.view().bufferedRecords()).isZero();
        assertThat(rig.engine.view().bufferedBytes()).isZero();
    }

    @Test
    void skippedRecordCountsAsFinished() {
        knobs.onExhausted = OnExhausted.SKIP;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.end("a0", 1, NEVER);
        assertThat(rig.notes()).containsExactly("SKIPPED 1");
        assertThat(rig.committable()).isEqualTo(1);
        assertThat(rig.handedOut()).containsExactly("a0", "a1");
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(1);
    }

    @Test
    void stopNamesTheRecordAndLeavesItUncommitted() {
        knobs.onExhausted = OnExhausted.STOP;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1 b2");
        rig.handedOut();
        rig.end("a0", 1, NEVER);
        assertThat(rig.notes())
                .hasSize(1)
                .first()
                .asString()
                .contains("stop: t/0/0")
                .contains("for good")
                .contains("1 attempt")
                .contains("never");
        rig.accept("b2");
        rig.pass(Duration.ofDays(1));
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.committable()).isZero();
        rig.step(new Event.Drain());
        assertThat(rig.notes()).contains("drained");
    }

    @Test
    void recordWithoutKeyTakesTheSameWay() {
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("-0 -1");
        rig.end("-0 -1", 1, NEVER);
        rig.accept("-1");
        rig.answerLetter(false);
        rig.pass(Duration.ofSeconds(1));
        rig.answerLetter(true);
        assertThat(rig.committable()).isEqualTo(2);
    }
}
