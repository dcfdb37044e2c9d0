package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs that are handled in one call. */
class EngineBatchTest {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofNanos(RunsInFlight.LOOK_NANOS);
    private static final Outcome OK = Outcome.accept();
    private static final Outcome REFUSED = Outcome.reject("no");
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void eachRecordHasItsOwnOutcome() {
        knobs.ordering = Ordering.NONE;
        EngineRig rig = EngineRig.batching(knobs, 4);
        rig.fetch("a0 a1 a2 a3");
        rig.endBatch("a0 a1 a2 a3", OK, REFUSED, Outcome.release("busy"), OK);
        assertThat(rig.committable()).isEqualTo(1);
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(2);
        rig.handedOut();
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).containsExactlyInAnyOrder("a1", "a2");
        rig.accept("a1");
        rig.accept("a2");
        assertThat(rig.committable()).isEqualTo(4);
    }

    @Test
    void quickBatchesThatStandStillMakeRoomForOthers() {
        knobs.ordering = Ordering.NONE;
        knobs.concurrency = 3;
        EngineRig rig = EngineRig.batching(knobs, 1, 2);
        rig.fetch("a0 a1 a2 a3 a4 a5 a6 a7");
        assertThat(rig.handedOut()).as("one for the one core").containsExactly("a0 a1");
        Run first = rig.run("a0 a1");
        first.claimAll();
        rig.pass(LOOK);
        assertThat(rig.handedOut()).as("seen once").isEmpty();
        rig.pass(LOOK);
        assertThat(rig.handedOut()).containsExactly("a2 a3");
        rig.run("a2 a3").claimAll();
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.handedOut()).containsExactly("a4 a5");
        rig.run("a4 a5").claimAll();
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.handedOut()).as("no more than concurrency").isEmpty();
        assertThat(rig.committable()).as("a batch is done as a whole").isZero();
        rig.endBatch("a2 a3", OK, OK);
        rig.endBatch("a0 a1", OK, OK);
        assertThat(rig.committable()).isEqualTo(4);
    }

    @Test
    void laterRecordsOfAKeyThatFailedComeAgainWhateverTheListSays() {
        EngineRig rig = EngineRig.batching(knobs, 6);
        rig.fetch("a0 b1 a2 b3 a4 c5");
        rig.fetch("a6");
        rig.handedOut();
        rig.endBatch("a0 b1 a2 b3 a4 c5", OK, OK, REFUSED, OK, OK, OK);
        assertThat(rig.committable()).isEqualTo(2);
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(3);
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).containsExactly("a2");
        rig.endBatch("a2", OK);
        assertThat(rig.accepted).as("a4 does not count yet").isEqualTo(5);
        assertThat(rig.handedOut()).containsExactly("a4 a6");
    }

    @Test
    void ofTwoFailuresOfAKeyOnlyTheFirstCounts() {
        EngineRig rig = EngineRig.batching(knobs, 3);
        rig.fetch("a0 a1 a2");
        rig.endBatch("a0 a1 a2", REFUSED, REFUSED, REFUSED);
        for (String record : new String[] {"a0", "a1 a2"}) {
            rig.handedOut();
            rig.pass(BACKOFF);
            if (record.equals("a0")) {
                assertThat(rig.handedOut()).containsExactly("a0");
                rig.endBatch("a0", OK);
            }
        }
        rig.endBatch("a1 a2", REFUSED, OK);
        rig.pass(BACKOFF);
        rig.endBatch("a1", REFUSED);
        rig.pass(BACKOFF.multipliedBy(2));
        assertThat(rig.letters).as("a1 was refused twice so far").isEmpty();
        rig.endBatch("a1", REFUSED);
        assertThat(rig.letters).hasSize(1);
        assertThat(rig.letters.getFirst().attempts()).as("it was in four calls").isEqualTo(4);
    }

    @Test
    void byPartitionTheRestOfTheBatchComesAgain() {
        knobs.ordering = Ordering.PARTITION;
        EngineRig rig = EngineRig.batching(knobs, 4);
        rig.fetch("a0 b1 c2 d3 e4");
        rig.endBatch("a0 b1 c2 d3", OK, Outcome.release("busy"), OK, OK);
        assertThat(rig.committable()).isEqualTo(1);
        rig.handedOut();
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).containsExactly("b1");
        rig.endBatch("b1", OK);
        assertThat(rig.handedOut()).containsExactly("c2 d3");
        assertThat(rig.run("c2 d3").records()).allMatch(record -> record.deliveryCount() == 2);
    }

    @Test
    void callThatFailsAsAWholeIsTriedRecordByRecordAndUsesUpNoAttempt() {
        EngineRig rig = EngineRig.batching(knobs, 4);
        rig.fetch("a0 b1 a2 -3");
        rig.fetch("a4 a5");
        rig.handedOut();
        rig.failBatch("a0 b1 a2 -3");
        assertThat(rig.notes()).containsExactly("RELEASED 4");
        rig.pass(BACKOFF);
        assertThat(rig.handedOut()).containsExactlyInAnyOrder("a0", "b1", "-3");
        rig.endBatch("b1", OK);
        rig.endBatch("-3", OK);
        rig.endBatch("a0", OK);
        assertThat(rig.handedOut()).as("it was in the call that failed").containsExactly("a2");
        assertThat(rig.run("a2").records().getFirst().deliveryCount()).isEqualTo(2);
        rig.endBatch("a2", OK);
        assertThat(rig.handedOut()).as("these were not").containsExactly("a4 a5");
        assertThat(rig.committable()).isEqualTo(4);
        assertThat(rig.letters).isEmpty();
    }

    @Test
    void theOneThatIsToBlameIsFound() {
        EngineRig rig = EngineRig.batching(knobs, 3);
        rig.fetch("a0 b1 c2");
        rig.failBatch("a0 b1 c2");
        rig.pass(BACKOFF);
        rig.endBatch("a0", OK);
        rig.endBatch("c2", OK);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(rig.letters).isEmpty();
            rig.failBatch("b1");
            rig.pass(Duration.ofSeconds(30));
        }
        assertThat(rig.letters).hasSize(1);
        assertThat(rig.letters.getFirst().attempts()).isEqualTo(4);
        rig.answerLetter(true);
        assertThat(rig.committable()).isEqualTo(3);
    }

    @Test
    void batchThatWasTakenBackIsNotCounted() {
        EngineRig rig = EngineRig.batching(knobs, 2);
        rig.fetch("a0 b1");
        Run run = rig.run("a0 b1");
        rig.step(new Event.Drain());
        assertThat(run.claimAll()).isFalse();
        rig.end(run, Outcome.accept());
        assertThat(rig.notes()).contains("drained");
        assertThat(rig.committable()).isZero();
    }

    @Test
    void atMostOnceNothingOfAFailedBatchComesAgain() {
        knobs.delivery = DeliveryGuarantee.AT_MOST_ONCE;
        EngineRig rig = EngineRig.batching(knobs, 4);
        rig.fetch("a0 b1 a2 a3 b4");
        assertThat(rig.handedOut()).as("no two of a key in one call").containsExactly("a0 b1");
        rig.failBatch("a0 b1");
        assertThat(rig.letters).hasSize(2);
        rig.answerLetter(true);
        rig.answerLetter(true);
        assertThat(rig.handedOut()).containsExactly("b4", "a2");
        rig.endBatch("b4", OK);
        rig.endBatch("a2", OK);
        assertThat(rig.handedOut()).containsExactly("a3");
        rig.failBatch("a3");
        rig.answerLetter(true);
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.engine.view().bufferedRecords()).isZero();
    }
}
