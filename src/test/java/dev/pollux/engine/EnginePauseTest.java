package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person's pause and the buffer's are kept apart; and who has not polled hands out nothing. */
class EnginePauseTest {
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void whatAPersonPausedIsNeitherFetchedNorHandedOut() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.PauseAsked(PauseScope.ALL));
        assertThat(rig.notes()).containsExactly("pause [t-0]");
        rig.fetch("a0");
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.view(EngineRig.P0).paused()).isTrue();

        rig.step(new Event.ResumeAsked(PauseScope.ALL));
        assertThat(rig.notes()).containsExactly("resume [t-0]");
        assertThat(rig.handedOut()).containsExactly("a0");
    }

    @Test
    void itSurvivesARebalance() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.PauseAsked(new PauseScope("t", null)));
        rig.step(new Event.Revoking(List.of(EngineRig.P0)));
        rig.step(new Event.Revoked(List.of(EngineRig.P0)));
        rig.notes();
        rig.step(new Event.Assigned(List.of(EngineRig.P0, EngineRig.P1)));
        assertThat(rig.notes()).containsExactly("pause [t-0, t-1]");
    }

    @Test
    void theBuffersPauseDoesNotSurviveARebalance() {
        EngineRig rig = full();
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        rig.notes();
        rig.step(new Event.Assigned(List.of(EngineRig.P0)));
        assertThat(rig.notes()).isEmpty();
        assertThat(rig.view(EngineRig.P0).paused()).isFalse();
    }

    @Test
    void eachIsLiftedByItself() {
        EngineRig rig = full();
        rig.step(new Event.PauseAsked(PauseScope.ALL));
        assertThat(rig.notes()).as("it is paused already").isEmpty();
        rig.step(new Event.ResumeAsked(PauseScope.ALL));
        assertThat(rig.notes()).as("there still is no room").isEmpty();
        rig.step(new Event.PauseAsked(PauseScope.ALL));
        for (Run run : List.copyOf(rig.inFlight)) {
            rig.claim(Deliveries.text(run.records()), 1);
            rig.end(run, Outcome.accept());
        }
        assertThat(rig.notes()).as("a person still wants it paused").isEmpty();
        assertThat(rig.view(EngineRig.P0).paused()).isTrue();
    }

    @Test
    void aLaterRequestCountsMore() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.step(new Event.PauseAsked(PauseScope.ALL));
        rig.notes();
        rig.step(new Event.ResumeAsked(new PauseScope("t", 1)));
        assertThat(rig.notes()).containsExactly("resume [t-1]");
        rig.step(new Event.PauseAsked(new PauseScope("t", null)));
        assertThat(rig.notes()).containsExactly("pause [t-1]");
        rig.step(new Event.ResumeAsked(PauseScope.ALL));
        assertThat(rig.notes()).containsExactly("resume [t-0, t-1]");
    }

    @Test
    void whoHasNotPolledForLongHandsOutNothing() {
        knobs.pollInterval = Duration.ofSeconds(10);
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.standStill(Duration.ofSeconds(11));
        rig.handedOut();
        rig.accept("a0");
        assertThat(rig.handedOut()).isEmpty();

        rig.step(new Event.Polled(rig.now - Duration.ofSeconds(11).toNanos(), 0));
        assertThat(rig.handedOut())
                .as("that poll began before the machine stood still")
                .isEmpty();

        rig.commits.clear();
        rig.step(new Event.Polled(rig.now, 0));
        assertThat(rig.handedOut())
                .as("it may be over before the heartbeats' answer")
                .isEmpty();
    }

    @Test
    void afterAStandstillACommitProvesTheMembership() {
        EngineRig rig = stoodStill();
        rig.step(new Event.Polled(rig.now, 0));
        assertThat(rig.commits).as("of all positions, new or not").hasSize(1);
        rig.answerCommit(false);
        rig.step(new Event.Polled(rig.now, 0));
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.commits).as("not at once again").isEmpty();

        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.handedOut()).isEmpty();
        rig.answerCommit(true);
        assertThat(rig.handedOut()).containsExactly("a1");
    }

    @Test
    void aCommitFromBeforeTheStandstillProvesNothing() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.accept("a0");
        rig.pass(Duration.ofSeconds(1));
        Commit before = rig.commits.getFirst();
        rig.handedOut();
        rig.accept("a1");
        rig.standStill(Duration.ofMinutes(6));
        rig.step(new Event.Polled(rig.now, 0));
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(Deliveries.of(EngineRig.P0, "a2")), 3, 7));
        rig.step(new Event.CommitEnded(before, true));
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.commits).hasSize(2);
        rig.step(new Event.CommitEnded(rig.commits.getLast(), true));
        assertThat(rig.handedOut()).containsExactly("a2");
    }

    @Test
    void aCommitThatWasToProveItProvesNothingAfterAnotherStandstill() {
        EngineRig rig = stoodStill();
        rig.step(new Event.Polled(rig.now, 0));
        rig.standStill(Duration.ofMinutes(6));
        rig.step(new Event.Polled(rig.now, 0));
        rig.answerCommit(true);
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.commits).as("another one is to prove it").hasSize(1);
        rig.answerCommit(true);
        assertThat(rig.handedOut()).containsExactly("a1");
    }

    /** As those of a topic that is gone. */
    @Test
    void heartbeatsProveTheMembershipWhereCommitsFail() {
        EngineRig rig = stoodStill();
        rig.step(new Event.Polled(rig.now, 2));
        assertThat(rig.handedOut())
                .as("one of the two answers may be from before, and the poll after the other's is not over")
                .isEmpty();
        rig.step(new Event.Polled(rig.now, 3));
        assertThat(rig.handedOut()).containsExactly("a1");
    }

    /** The brokers are down, and cannot say that the partitions are another member's. */
    @Test
    void pollsAloneProveNothingHoweverLong() {
        EngineRig rig = stoodStill();
        rig.pass(Duration.ofMinutes(30));
        assertThat(rig.handedOut()).isEmpty();
        rig.answerCommit(true);
        assertThat(rig.handedOut()).containsExactly("a1");
    }

    @Test
    void partitionsThatComeAnewAreThisMembers() {
        EngineRig rig = stoodStill();
        rig.step(new Event.Polled(rig.now, 0));
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.fetch(EngineRig.P1, "b0");
        assertThat(rig.handedOut()).containsExactly("b0");
    }

    @Test
    void afterAStandstillNoDeadLetterIsWrittenForWhatMayBeAnothers() {
        knobs.maxAttempts = 1;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.end("a0", 1, Outcome.reject("no"));
        rig.answerLetter(false);
        rig.standStill(Duration.ofMinutes(6));
        rig.end("b1", 1, Outcome.reject("too late"));
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.letters).isEmpty();

        rig.answerCommit(true);
        assertThat(rig.commits).as("after the one from before the standstill").hasSize(1);
        rig.answerCommit(true);
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.letters).hasSize(2);
    }

    @Test
    void noneIsWrittenForWhatIsLost() {
        knobs.maxAttempts = 1;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0");
        rig.standStill(Duration.ofMinutes(6));
        rig.end("a0", 1, Outcome.reject("too late"));
        rig.step(new Event.Polled(rig.now, 0));
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.letters).isEmpty();
    }

    /** It has a record to hand out, and everything is committed. */
    private EngineRig stoodStill() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 a1");
        rig.accept("a0");
        rig.pass(Duration.ofSeconds(1));
        rig.answerCommit(true);
        rig.end("a1", 1, Outcome.reject("no"));
        rig.handedOut();
        rig.standStill(Duration.ofMinutes(6));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.handedOut()).isEmpty();
        return rig;
    }

    private EngineRig full() {
        knobs.bufferRecords = 4;
        knobs.pollRecords = 4;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1 c2 d3");
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).containsExactly("pause [t-0]");
        return rig;
    }
}
