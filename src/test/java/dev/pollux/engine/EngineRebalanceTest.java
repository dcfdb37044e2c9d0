package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Partitions come and go. */
class EngineRebalanceTest {
    private static final List<TopicPartition> BOTH = List.of(EngineRig.P0, EngineRig.P1);
    private static final List<TopicPartition> FIRST = List.of(EngineRig.P0);
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void revokingHandsOutNothingMoreAndLetsTheRestFinish() {
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 b1 a2");
        rig.handedOut();
        Run run = rig.claim("a0 b1", 1);
        rig.step(new Event.Revoking(FIRST));
        assertThat(run.claim()).as("what is not begun is taken back").isEqualTo(-1);
        assertThat(rig.engine.isIdle(FIRST)).isFalse();
        rig.end(run, Outcome.accept());
        assertThat(rig.engine.isIdle(FIRST)).isTrue();
        assertThat(rig.handedOut()).isEmpty();
        rig.step(new Event.CommitNow(FIRST));
        assertThat(rig.commits.getFirst().last()).isTrue();
        assertThat(rig.commits.getFirst().entries().getFirst().offset()).isEqualTo(1);
        rig.answerCommit(true);
        rig.step(new Event.Revoked(FIRST));
        assertThat(rig.engine.view().partitions()).isEmpty();
        assertThat(rig.engine.view().bufferedRecords()).isZero();
    }

    @Test
    void waitingRecordIsNotTriedAgainOnceItsPartitionGoes() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        rig.handedOut();
        rig.end("a0", 1, Outcome.reject("no"));
        rig.step(new Event.Revoking(FIRST));
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.engine.isIdle(FIRST)).isTrue();
    }

    @Test
    void lateCompletionOfAPartitionThatWentChangesNothing() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        Run accepted = rig.claim("a0", 1);
        Run refused = rig.claim("b1", 1);
        rig.step(new Event.Lost(FIRST));
        rig.commits.clear();
        rig.end(accepted, Outcome.accept());
        rig.end(refused, Outcome.rejectForGood("no", null));
        rig.pass(Duration.ofMinutes(1));
        rig.step(new Event.CommitNow(FIRST));
        assertThat(rig.letters).isEmpty();
        assertThat(rig.commits).isEmpty();
        assertThat(rig.notes()).isEmpty();
        assertThat(rig.engine.view().inFlightRecords()).isZero();
    }

    @Test
    void lateCompletionDoesNotSwallowTheRecordDeliveredAnew() {
        knobs.concurrency = 2;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        Run old = rig.claim("a0", 1);
        rig.step(new Event.Revoked(FIRST));
        rig.step(new Event.Assigned(FIRST));
        rig.handedOut();
        rig.fetch("a0");
        assertThat(rig.handedOut()).containsExactly("a0");
        rig.end(old, Outcome.accept());
        assertThat(rig.committable()).as("that was the old assignment's").isZero();
        rig.accept("a0");
        assertThat(rig.committable()).isEqualTo(1);
    }

    @Test
    void handlersOfThePastStillCountAsInFlight() {
        knobs.concurrency = 1;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        Run old = rig.claim("a0", 1);
        rig.step(new Event.Revoked(FIRST));
        rig.step(new Event.Assigned(FIRST));
        rig.handedOut();
        rig.fetch("b0");
        assertThat(rig.handedOut()).as("one call at a time is allowed").isEmpty();
        rig.end(old, Outcome.accept());
        assertThat(rig.handedOut()).containsExactly("b0");
    }

    @Test
    void lateDeadLetterAndLateCommitOfTheOldAssignmentDoNotCount() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.accept("a0");
        rig.end("b1", 1, Outcome.rejectForGood("no", null));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.commits).hasSize(1);
        assertThat(rig.commits.getFirst().entries().getFirst().isOwned()).isTrue();
        rig.step(new Event.Lost(FIRST));
        assertThat(rig.commits.getFirst().entries().getFirst().isOwned()).isFalse();
        rig.step(new Event.Assigned(FIRST));
        rig.fetch("b1");
        rig.answerLetter(true);
        rig.answerCommit(true);
        assertThat(rig.view(EngineRig.P0).committed()).isEqualTo(-1);
        assertThat(rig.committable()).isEqualTo(1);
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(1);
    }

    @Test
    void deadLetterOnItsWayIsWaitedFor() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        rig.end("a0", 1, Outcome.rejectForGood("no", null));
        rig.step(new Event.Revoking(FIRST));
        assertThat(rig.engine.isIdle(FIRST)).isFalse();
        rig.answerLetter(true);
        assertThat(rig.engine.isIdle(FIRST)).isTrue();
        assertThat(rig.committable()).isEqualTo(1);
    }

    @Test
    void deadLetterOfALostPartitionIsNotTriedAgain() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.end("a0", 1, Outcome.rejectForGood("no", null));
        rig.end("b1", 1, Outcome.rejectForGood("no", null));
        rig.answerLetter(false);
        rig.step(new Event.Lost(FIRST));
        rig.answerLetter(false);
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.letters).isEmpty();
    }

    @Test
    void otherPartitionsGoOn() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.step(new Event.Revoking(FIRST));
        rig.fetch(EngineRig.P1, "x0");
        rig.accept("x0");
        assertThat(rig.view(EngineRig.P1).committable()).isEqualTo(1);
        assertThat(rig.engine.isIdle(BOTH)).isTrue();
    }

    @Test
    void whatIsFetchedOfAPartitionThatGoesIsDropped() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Revoking(FIRST));
        rig.fetch("a0");
        rig.step(new Event.Revoked(FIRST));
        rig.fetch("a0");
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.engine.view().bufferedRecords()).isZero();
    }

    @Test
    void unknownPartitionsAreNoTrouble() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Revoking(BOTH));
        rig.step(new Event.Revoked(BOTH));
        rig.step(new Event.Lost(BOTH));
        rig.step(new Event.CommitNow(BOTH));
        assertThat(rig.engine.isIdle(BOTH)).isTrue();
        assertThat(rig.commits).isEmpty();
    }
}
