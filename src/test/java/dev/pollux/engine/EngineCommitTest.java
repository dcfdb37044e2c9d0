package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When commits are asked for, what is in them, and how the engine ends. */
class EngineCommitTest {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void finishedRecordsAreCommittedAfterTheInterval() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.accept("a0");
        long due = rig.engine.nextDeadlineNanos();
        assertThat(due).isLessThanOrEqualTo(rig.now + INTERVAL.toNanos());
        rig.pass(INTERVAL);
        assertThat(offsets(rig)).containsExactly(1L);
        assertThat(rig.commits.getFirst().last()).isFalse();
        rig.answerCommit(true);
        assertThat(rig.view(EngineRig.P0).committed()).isEqualTo(1);
        rig.pass(INTERVAL.multipliedBy(10));
        assertThat(rig.commits).as("nothing new").isEmpty();
    }

    @Test
    void manyFinishedRecordsBringItForwardAndOneIsUnderWayAtATime() {
        knobs.commitRecords = 2;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1 c2 d3");
        rig.accept("a0");
        rig.accept("b1");
        assertThat(offsets(rig)).containsExactly(2L);
        rig.accept("c2");
        rig.accept("d3");
        rig.pass(INTERVAL);
        assertThat(rig.commits).hasSize(1);
        rig.answerCommit(true);
        assertThat(offsets(rig)).containsExactly(4L);
    }

    @Test
    void unconfirmedCommitIsSentAgainWithWhatIsFinishedThen() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.accept("a0");
        rig.pass(INTERVAL);
        rig.answerCommit(false);
        assertThat(rig.view(EngineRig.P0).committed()).isEqualTo(-1);
        assertThat(rig.commits).isEmpty();
        rig.accept("b1");
        rig.pass(INTERVAL);
        assertThat(offsets(rig)).containsExactly(2L);
    }

    @Test
    void commitStopsBeforeUnfinishedWork() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a5 b6 c9");
        rig.accept("c9");
        rig.accept("a5");
        rig.pass(INTERVAL);
        assertThat(offsets(rig)).containsExactly(6L);
        assertThat(rig.commits.getFirst().entries().getFirst().leaderEpoch())
                .as("of the oldest unfinished one")
                .isEqualTo(7);
        rig.answerCommit(true);
        rig.accept("b6");
        rig.pass(INTERVAL);
        assertThat(offsets(rig)).containsExactly(10L);
        assertThat(rig.commits.getFirst().entries().getFirst().leaderEpoch()).isEqualTo(7);
    }

    @Test
    void transactionMarkersAreCommittedThoughNoRecordCame() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(List.of()), 42, 3));
        rig.pass(INTERVAL);
        assertThat(offsets(rig)).containsExactly(42L);
        assertThat(rig.commits.getFirst().entries().getFirst().leaderEpoch()).isEqualTo(3);
    }

    @Test
    void drainFinishesWhatIsBegunAndNothingElse() {
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 b1 c2 d3");
        rig.handedOut();
        Run first = rig.claim("a0 b1", 1);
        Run second = rig.run("c2 d3");
        rig.step(new Event.Drain());
        assertThat(rig.notes()).containsExactly("pause [t-0]");
        rig.end(first, Outcome.accept());
        assertThat(rig.notes()).isEmpty();
        assertThat(second.claim()).isEqualTo(-1);
        rig.end(second, Outcome.accept());
        assertThat(rig.notes()).containsExactly("drained");
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.engine.view().draining()).isTrue();
        rig.step(new Event.CommitNow(List.of(EngineRig.P0)));
        assertThat(offsets(rig)).containsExactly(1L);
    }

    @Test
    void drainTriesNothingAgainButWaitsForDeadLettersOnTheirWay() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.end("a0", 1, Outcome.release("down"));
        rig.end("b1", 1, Outcome.rejectForGood("never", null));
        rig.notes();
        rig.step(new Event.Drain());
        assertThat(rig.notes()).doesNotContain("drained");
        rig.pass(Duration.ofMinutes(1));
        rig.answerLetter(false);
        assertThat(rig.notes()).containsExactly("drained");
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.letters).isEmpty();
        assertThat(rig.commits.removeFirst().entries().getFirst().offset()).isZero();
    }

    @Test
    void drainWithNothingInFlightIsOverAtOnceAndOnlyOnce() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Drain());
        rig.step(new Event.Drain());
        rig.pass(INTERVAL);
        assertThat(rig.notes()).containsExactly("pause [t-0]", "drained");
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        assertThat(rig.notes()).as("a late assignment is not fetched").containsExactly("pause [t-1]");
    }

    @Test
    void atMostOnceIsCommittedBeforeAndTriedOnce() {
        knobs.delivery = DeliveryGuarantee.AT_MOST_ONCE;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        assertThat(rig.view(EngineRig.P0).committed()).isEqualTo(2);
        rig.end("a0", 1, Outcome.reject("no"));
        assertThat(rig.letters).hasSize(1);
        rig.accept("b1");
        rig.answerLetter(true);
        rig.pass(INTERVAL);
        assertThat(rig.commits).isEmpty();
        assertThat(rig.engine.view().bufferedRecords()).isZero();
    }

    /** Behind a transaction's marker, or where {@code latest} begins. */
    @Test
    void atMostOnceAPositionWithoutRecordsIsCommittedLikeAnyOther() {
        knobs.delivery = DeliveryGuarantee.AT_MOST_ONCE;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1");
        rig.accept("a0");
        rig.accept("b1");
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(List.of()), 3, 7));
        assertThat(rig.view(EngineRig.P0).committed()).isEqualTo(2);
        rig.pass(INTERVAL);
        assertThat(offsets(rig)).containsExactly(3L);
    }

    @Test
    void nextDeadlineIsTheEarliestOfAll() {
        EngineRig rig = EngineRig.running(knobs, 1);
        assertThat(rig.engine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        rig.fetch("a0");
        assertThat(rig.engine.nextDeadlineNanos()).as("a look at the run").isEqualTo(rig.now + RunsInFlight.LOOK_NANOS);
        rig.end("a0", 1, Outcome.release("down"));
        rig.pass(Duration.ofNanos(RunsInFlight.LOOK_NANOS));
        assertThat(rig.engine.nextDeadlineNanos())
                .as("another attempt")
                .isEqualTo(rig.now - RunsInFlight.LOOK_NANOS + 100_000_000);
    }

    private static List<Long> offsets(EngineRig rig) {
        return rig.commits.stream()
                .flatMap(commit -> commit.entries().stream())
                .map(Commit.Entry::offset)
                .toList();
    }
}
