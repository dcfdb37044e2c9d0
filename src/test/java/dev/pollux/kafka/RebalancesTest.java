package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.Event;
import dev.pollux.engine.PauseScope;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the group gives and takes, as the callbacks tell it. */
class RebalancesTest {
    private final LoopRig rig = new LoopRig();

    @Test
    void callbacksCarryDifferencesAndMayBeEmpty() {
        rig.run(
                rig.assign(),
                rig.assign(LoopRig.P0),
                rig.assign(LoopRig.P0),
                rig.fetch("a0"),
                rig.assign(LoopRig.P0, LoopRig.P1),
                () -> {
                    assertThat(rig.door.view().partitions()).hasSize(2);
                    assertThat(rig.view(LoopRig.P0).inFlight()).as("it stays").isEqualTo(1);
                },
                rig.assign(LoopRig.P1),
                () -> assertThat(rig.door.view().partitions()).hasSize(1));
    }

    @Test
    void whatIsInFlightIsWaitedForAndCommittedBeforeThePartitionGoes() {
        rig.meanwhile = rig.accept("b1");
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.assign(),
                () -> assertThat(rig.consumer.calls).containsExactly("sync t-0@2"));
    }

    @Test
    void theWaitHasABoundAndWhatIsFinishedIsCommitted() {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.assign(),
                () -> assertThat(rig.consumer.calls).containsExactly("sync t-0@1"),
                // Late, and for nobody.
                rig.accept("b1"),
                rig.commit());
        assertThat(rig.consumer.calls).containsExactly("sync t-0@1", "close LEAVE_GROUP");
    }

    @Test
    void aCommitThatNobodyAnswersDoesNotHoldUpARevocation() {
        rig.consumer.holdsAnswers = true;
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.commit(),
                rig.accept("b1"),
                rig.assign(),
                () -> assertThat(rig.consumer.calls).containsExactly("async t-0@1", "sync t-0@2"));
    }

    @Test
    void nothingIsCommittedForLostPartitions() {
        rig.run(
                rig.assign(LoopRig.P0, LoopRig.P1),
                rig.fetch("a0"),
                rig.fetch(LoopRig.P1, "x0", 3),
                rig.accept("a0"),
                rig.accept("x0"),
                () -> rig.consumer.losePartitions(List.of(LoopRig.P0)),
                rig.commit());
        assertThat(rig.consumer.calls).containsExactly("async t-1@1", "close LEAVE_GROUP");
    }

    @Test
    void aRecordDeliveredAnewIsHandledThoughAnEarlierAssignmentStillHasIt() {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0"),
                rig.assign(),
                rig.assign(LoopRig.P0),
                rig.fetch("a0"),
                () -> assertThat(rig.handedOut()).containsExactly("a0", "a0"),
                // The first one of the two, of the assignment that went.
                rig.accept("a0"),
                () -> assertThat(rig.view(LoopRig.P0).committable()).isZero(),
                rig.accept("a0"),
                () -> assertThat(rig.view(LoopRig.P0).committable()).isEqualTo(1));
    }

    @Test
    void theBuffersPauseGoesWithThePartitionAndAPersonsPauseStays() {
        rig.buffering(2);
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                () -> assertThat(paused()).containsExactly(LoopRig.P0),
                rig.assign(LoopRig.P1),
                () -> assertThat(paused()).as("room again").isEmpty(),
                rig.assign(LoopRig.P0, LoopRig.P1),
                () -> assertThat(paused()).isEmpty(),
                () -> rig.door.step(new Event.PauseAsked(new PauseScope("t", 0))),
                rig.assign(LoopRig.P1),
                rig.assign(LoopRig.P0, LoopRig.P1),
                () -> {},
                () -> assertThat(paused()).as("the client forgot, we did not").containsExactly(LoopRig.P0));
    }

    @Test
    void bothPausesAtOnceAreLiftedOneByOne() {
        rig.buffering(2);
        var person = new PauseScope("t", 0);
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                () -> rig.door.step(new Event.PauseAsked(person)),
                rig.assign(),
                rig.assign(LoopRig.P0),
                () -> {},
                () -> assertThat(paused()).containsExactly(LoopRig.P0),
                () -> rig.door.step(new Event.ResumeAsked(person)),
                () -> {},
                () -> assertThat(paused())
                        .as("the buffer's went with the assignment")
                        .isEmpty());
    }

    @Test
    void whatAnEarlierOwnerFinishedIsNotHandedOutAgain() {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1 c2"),
                rig.accept("b1"),
                rig.assign(),
                () -> assertThat(rig.consumer.group.get(LoopRig.P0))
                        .extracting(OffsetAndMetadata::offset, OffsetAndMetadata::leaderEpoch)
                        .containsExactly(0L, Optional.of(3)),
                rig.assign(LoopRig.P0),
                () -> rig.handedOut(),
                rig.fetch("a0 b1 c2"),
                () -> assertThat(rig.handedOut()).containsExactly("a0", "c2"));
    }

    private List<TopicPartition> paused() {
        return List.copyOf(rig.consumer.paused());
    }
}
