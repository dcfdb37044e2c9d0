package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.Listener.CommitOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The traps of commits and of the end, at the consumer's side. */
class PollLoopTest {
    private final LoopRig rig = new LoopRig();

    @Test
    void commitsTheNextOffsetWithItsLeaderEpoch() {
        PollEnd end = rig.run(rig.assign(LoopRig.P0), rig.fetch("a0 b1"), rig.accept("a0"), rig.accept("b1"));

        assertThat(end).isEqualTo(new PollEnd.Stopped());
        assertThat(rig.consumer.group).containsEntry(LoopRig.P0, new OffsetAndMetadata(2, Optional.of(3), ""));
        assertThat(rig.consumer.calls).last().isEqualTo("close LEAVE_GROUP");
    }

    /** What commits end with: classic and KIP-848, raw and wrapped. */
    static List<RuntimeException> passingFailures() {
        return List.of(
                new RebalanceInProgressException("try again after a poll"),
                new CommitFailedException("kicked out"),
                new RetriableCommitFailedException("not now"),
                new StaleMemberEpochException("raw, from commitAsync"),
                new CommitFailedException("stale member epoch, wrapped by commitSync"),
                new TimeoutException("too late"),
                new KafkaException("anything else"));
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void aCommitThatFailedIsSentAgainWithWhatIsFinishedThen(RuntimeException failure) {
        rig.consumer.failures.add(failure);
        PollEnd end = rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.commit(),
                rig.accept("b1"),
                rig.commit());

        assertThat(end).isEqualTo(new PollEnd.Stopped());
        assertThat(rig.consumer.calls).containsSubsequence("async t-0@1", "async t-0@2");
        assertThat(rig.commitsEnded).startsWith(CommitOutcome.FAILED, CommitOutcome.OK);
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void aCommitThatIsWaitedForMayFailAsWell(RuntimeException failure) {
        rig.sync().consumer.failures.add(failure);
        PollEnd end = rig.run(rig.assign(LoopRig.P0), rig.fetch("a0"), rig.accept("a0"), rig.commit(), rig.commit());

        assertThat(end).isEqualTo(new PollEnd.Stopped());
        assertThat(rig.consumer.calls).containsSubsequence("sync t-0@1", "sync t-0@1");
    }

    @Test
    void whoIsFencedEndsAndCommitsNothingMore() {
        rig.consumer.failures.add(new FencedInstanceIdException("another one"));
        PollEnd end = rig.run(rig.assign(LoopRig.P0), rig.fetch("a0"), rig.accept("a0"), rig.commit());

        assertThat(end).isInstanceOf(PollEnd.Fenced.class);
        assertThat(rig.consumer.calls).containsExactly("async t-0@1", "close LEAVE_GROUP");
    }

    /** Where each is due again when the one before it is answered. */
    @Test
    void commitsThatAreWaitedForHoldUpNoPoll() {
        rig.sync().committingEach();
        List<String> left = new ArrayList<>(List.of("b1", "c2", "d3"));
        rig.consumer.whileCommitting = () -> {
            if (!left.isEmpty()) {
                rig.accept(left.removeFirst()).run();
            }
        };
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1 c2 d3"),
                rig.accept("a0"),
                () -> assertThat(rig.consumer.calls).containsExactly("sync t-0@1"),
                () -> assertThat(rig.consumer.calls).containsExactly("sync t-0@1", "sync t-0@2"));
    }

    @Test
    void atMostOnceTheCommitComesFirstAlsoWhereAnInterceptorDropsThePositions() {
        rig.atMostOnce().consumer.hidesPositions = true;
        rig.run(rig.assign(LoopRig.P0), rig.fetch("a0 b4"), () -> {
            assertThat(rig.consumer.calls).containsExactly("sync t-0@5");
            assertThat(rig.handedOut()).containsExactly("a0", "b4");
        });
    }

    @Test
    void atMostOnceWhatCouldNotBeCommittedIsFetchedAgain() {
        rig.atMostOnce().consumer.failures.add(new RebalanceInProgressException("wait"));
        rig.run(rig.assign(LoopRig.P0), rig.fetch("a0 b1"), () -> {
            assertThat(rig.handedOut()).isEmpty();
            assertThat(rig.consumer.position(LoopRig.P0)).isZero();
        });
    }

    @Test
    void oneCommitIsUnderWayAtATimeSoThatNoOlderOneFollowsANewerOne() {
        rig.consumer.holdsAnswers = true;
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1 c2"),
                rig.accept("a0"),
                rig.commit(),
                rig.accept("b1"),
                rig.commit(),
                () -> assertThat(rig.consumer.calls).containsExactly("async t-0@1"),
                () -> {
                    assertThat(rig.view(LoopRig.P0).committed()).isEqualTo(-1);
                    rig.consumer.answer();
                    assertThat(rig.view(LoopRig.P0).committed()).isEqualTo(1);
                },
                rig.commit(),
                () -> assertThat(rig.consumer.calls).containsExactly("async t-0@1", "async t-0@2"));
    }

    @Test
    void aWakeupThatHitsACommitCostsNoCommit() {
        rig.sync().consumer.failures.add(new WakeupException());
        PollEnd end = rig.run(rig.assign(LoopRig.P0), rig.fetch("a0"), rig.accept("a0"), rig.commit());

        assertThat(end).isEqualTo(new PollEnd.Stopped());
        assertThat(rig.consumer.group.get(LoopRig.P0)).isEqualTo(new OffsetAndMetadata(1, Optional.of(3), ""));
        assertThat(rig.commitsEnded).containsExactly(CommitOutcome.OK);
    }

    @Test
    void aWakeupHitsAPollAndNothingElse() {
        rig.run(rig.assign(LoopRig.P0), rig.fetch("a0"), rig.accept("a0"), rig.commit(), () -> {
            rig.commands.interruptPoll();
            rig.commands.interruptPoll();
        });
        // The close would have thrown, and the last poll: one wakeup for two requests, used up by the poll that it was
        // for.
        assertThat(rig.consumer.closed()).isTrue();
        rig.commands.interruptPoll();
        assertThat(rig.commands.beginPoll())
                .as("nobody polls: nothing is left for the next call")
                .isTrue();
    }

    @Test
    void foreignMetadataIsIgnoredAndItsOffsetUsed() {
        rig.consumer.group.put(LoopRig.P0, new OffsetAndMetadata(2, Optional.of(3), "someone else's {\"note\": 1}"));
        rig.consumer.group.put(LoopRig.P1, new OffsetAndMetadata(0, Optional.empty(), "P9-of-another-version"));
        PollEnd end = rig.run(
                rig.assign(LoopRig.P0, LoopRig.P1),
                rig.fetch("a2 b3"),
                rig.fetch(LoopRig.P1, "x0 y1", 3),
                () -> assertThat(rig.handedOut()).containsExactlyInAnyOrder("a2", "b3", "x0", "y1"));

        assertThat(end).isEqualTo(new PollEnd.Stopped());
    }

    @Test
    void theLastCommitComesBeforeTheCloseAndNothingIsWaitedForInIt() {
        rig.remaining().run(rig.assign(LoopRig.P0), rig.fetch("a0 b1"), rig.accept("a0"));

        assertThat(rig.consumer.calls).containsExactly("sync t-0@1", "close REMAIN_IN_GROUP");
        assertThat(rig.waitedInVain)
                .as("in the callback that close() calls even then")
                .isFalse();
    }

    @Test
    void aSuccessorIsAskedWhereItEndsByItselfAndAnswersBeforeTheLastCommit() {
        rig.successor = () -> {
            rig.consumer.calls.add("asked");
            return true;
        };
        rig.run(rig.assign(LoopRig.P0), rig.fetch("a0 b1"), rig.accept("a0"));

        assertThat(rig.consumer.calls).containsExactly("asked", "sync t-0@1", "close REMAIN_IN_GROUP");
    }

    @Test
    void whoseSuccessorCannotBeAskedLeaves() {
        rig.successor = () -> {
            throw new IllegalStateException("a mistake");
        };
        rig.run(rig.assign(LoopRig.P0));

        assertThat(rig.consumer.calls).last().isEqualTo("close LEAVE_GROUP");
    }

    @Test
    void aFailingPollIsRepeatedOrEndsTheLoopInGoodOrder() {
        PollEnd end = rig.run(
                rig.assign(LoopRig.P0),
                () -> rig.consumer.setPollException(new TimeoutException("passing")),
                rig.fetch("a0"),
                rig.accept("a0"),
                () -> rig.consumer.setPollException(new FencedInstanceIdException("another one")));

        assertThat(end).isInstanceOf(PollEnd.Fenced.class);
        assertThat(rig.consumer.group).isEqualTo(Map.of());
        assertThat(rig.consumer.closed()).isTrue();
    }
}
