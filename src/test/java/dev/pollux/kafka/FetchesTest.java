package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What polls bring, and what they say of a log that is another one. */
class FetchesTest {
    private static final Uuid ID = Uuid.randomUuid();
    private final LoopRig rig = new LoopRig();

    @Test
    void recordsThatCameBackWithANewerLeaderEpochAreOthers() {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1 c2 d3"),
                rig.accept("b1"),
                rig.accept("d3"),
                () -> rig.handedOut(),
                // An unclean leader election cut the log at 2; the client went back there without a word.
                rig.fetch(LoopRig.P0, "x2 y3", 4),
                () -> rig.consumer.add(LoopRig.P0, "a0 b1 x2 y3", 4),
                () -> assertThat(rig.handedOut())
                        .as("from the oldest unfinished one on, finished or not")
                        .containsExactly("a0", "b1", "x2", "y3"));
    }

    @Test
    void aMapInTheCommitDoesNotSwallowRecordsOfANewerLeaderEpoch() {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1 c2 d3"),
                rig.accept("b1"),
                rig.accept("d3"),
                rig.assign(),
                rig.assign(LoopRig.P0),
                () -> rig.handedOut(),
                rig.fetch(LoopRig.P0, "a0", 3),
                rig.fetch(LoopRig.P0, "x1 y2 z3", 4),
                () -> assertThat(rig.handedOut()).containsExactly("a0", "x1", "y2", "z3"));
    }

    @Test
    void aLogThatIsAnotherOneIsNoticedThoughNoRecordCame() {
        rig.topicIds.saw("t", ID, System.nanoTime());
        assertThat(committedAfterGoingBack())
                .as("with the epoch that was committed: the log may go back further")
                .isEqualTo(new OffsetAndMetadata(0, Optional.of(3), ""));
    }

    /** The first look at the cluster comes a little after the start: the topic may have been made anew before it. */
    @Test
    void ofATopicThatWasNotKnownBeforeItsLogWentBackNoLeaderEpochIsCommitted() {
        assertThat(committedAfterGoingBack()).isEqualTo(new OffsetAndMetadata(0));
    }

    /** The look found the new topic before it was noticed that the log is another one. */
    @Test
    void ofATopicThatWasFirstSeenWhenItMayHaveBeenAnotherOneAlreadyNoLeaderEpochIsCommitted() {
        assertThat(committedAfterGoingBack(() -> rig.topicIds.saw("t", ID, System.nanoTime())))
                .isEqualTo(new OffsetAndMetadata(0));
        assertThat(rig.stage()).as("its client may wait for the old epoch").isEqualTo(PollLoop.Stage.OUTDATED);
    }

    private @Nullable OffsetAndMetadata committedAfterGoingBack() {
        return committedAfterGoingBack(() -> {});
    }

    private @Nullable OffsetAndMetadata committedAfterGoingBack(Runnable meanwhile) {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.accept("b1"),
                rig.commit(),
                meanwhile,
                // The log was cut to nothing: the client begins anew.
                () -> rig.consumer.seek(LoopRig.P0, 0),
                rig::untilTheNextLook,
                () -> assertThat(rig.view(LoopRig.P0).position())
                        .as("it may be another topic's")
                        .isEqualTo(-1),
                () -> rig.topicIds.saw("t", ID, System.nanoTime()),
                rig::untilTheNextLook,
                () -> {},
                () -> assertThat(rig.view(LoopRig.P0).position()).isZero(),
                rig.commit(),
                () -> {});
        return rig.consumer.group.get(LoopRig.P0);
    }

    /** Whoever read it from the commit would wait for a leader of that epoch, and fetch nothing. */
    @Test
    void theOldTopicsLeaderEpochIsNotCommittedForTheNewOne() {
        rig.topicIds.saw("t", Uuid.randomUuid(), System.nanoTime());
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.accept("b1"),
                rig.commit(),
                () -> rig.consumer.seek(LoopRig.P0, 0),
                rig::untilTheNextLook,
                () -> rig.topicIds.saw("t", Uuid.randomUuid(), System.nanoTime()),
                rig::untilTheNextLook,
                rig::untilTheNextLook,
                rig.commit(),
                () -> {});
        assertThat(rig.consumer.group.get(LoopRig.P0)).isEqualTo(new OffsetAndMetadata(0));
        assertThat(rig.stage()).as("its client may wait for the old epoch").isEqualTo(PollLoop.Stage.OUTDATED);
    }

    /** From a member that did not know yet that the topic is another one. */
    @Test
    void aPartitionThatComesRightAfterItsTopicWasMadeAnewIsReadFromTheBeginning() {
        rig.topicIds.saw("t", Uuid.randomUuid(), System.nanoTime());
        rig.run(
                () -> rig.topicIds.saw("t", Uuid.randomUuid(), System.nanoTime()),
                rig::untilTheNextLook,
                () -> rig.consumer.group.put(LoopRig.P0, new OffsetAndMetadata(5)),
                rig.assign(LoopRig.P0),
                () -> rig.consumer.seek(LoopRig.P0, 5),
                rig::untilTheNextLook,
                () -> assertThat(rig.consumer.position(LoopRig.P0)).isZero());
    }

    @Test
    void whatAnExceptionKeptFromTheEngineIsFetchedAgain() {
        rig.run(
                rig.assign(LoopRig.P0, LoopRig.P1),
                rig.fetch("a0 b1 c2"),
                () -> {
                    // One that went back, and another behind it in the same poll.
                    rig.consumer.add(LoopRig.P0, "x1 y2", 4);
                    rig.consumer.add(LoopRig.P1, "k0 l1", 4);
                    rig.consumer.resumeFailures.add(new WakeupException());
                },
                () -> {
                    rig.handedOut();
                    assertThat(rig.consumer.position(LoopRig.P0)).isLessThanOrEqualTo(1);
                    assertThat(rig.consumer.position(LoopRig.P1)).isZero();
                });
    }

    @Test
    void aTopicWithAnotherIdIsReadFromItsBeginning() {
        Uuid old = Uuid.randomUuid();
        rig.run(
                rig.assign(LoopRig.P0, LoopRig.P1),
                rig.fetch("a0 b1"),
                rig.accept("a0"),
                rig.accept("b1"),
                () -> {
                    rig.topicIds.saw("t", old, System.nanoTime());
                    rig.topicIds.saw("t", old, System.nanoTime());
                    assertThat(rig.topicIds.madeAnew(System.nanoTime())).isEmpty();
                },
                // This one went back by itself, and is at home in the new topic already.
                rig.fetch(LoopRig.P1, "x5", 3),
                rig.fetch(LoopRig.P1, "x2", 3),
                rig.fetch(LoopRig.P1, "x0 x2", 3),
                () -> rig.topicIds.saw("t", Uuid.randomUuid(), System.nanoTime()),
                rig::untilTheNextLook,
                () -> {
                    assertThat(rig.view(LoopRig.P0).position()).isLessThanOrEqualTo(0);
                    assertThat(rig.consumer.position(LoopRig.P0)).isZero();
                    assertThat(rig.view(LoopRig.P1).position()).isEqualTo(3);
                });
    }

    @Test
    void aPartitionThatBeginsAnewIsNotLeftPaused() {
        rig.buffering(2).topicIds.saw("t", Uuid.randomUuid(), System.nanoTime());
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                () -> assertThat(rig.consumer.paused()).containsExactly(LoopRig.P0),
                () -> rig.topicIds.saw("t", Uuid.randomUuid(), System.nanoTime()),
                rig::untilTheNextLook,
                () -> assertThat(rig.consumer.paused()).isEmpty());
    }

    @Test
    void withoutPositionsTheLastRecordSaysWhereItGoesOn() {
        rig.consumer.hidesPositions = true;
        rig.run(rig.assign(LoopRig.P0), rig.fetch("a0 b7"), rig.accept("a0"), rig.accept("b7"));

        assertThat(rig.consumer.group.get(LoopRig.P0)).isEqualTo(new OffsetAndMetadata(8, Optional.of(3), ""));
    }

    /** An interceptor that makes records anew need not say how long their keys and values are. */
    @Test
    void whatIsFinishedIsTakenOffAsItWasAdded() {
        rig.consumer.interceptor = records -> records.stream()
                .map(record -> new ConsumerRecord<>(
                        record.topic(), record.partition(), record.offset(), record.key(), record.value()))
                .toList();
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0 b1"),
                () -> assertThat(rig.door.view().bufferedBytes()).isEqualTo(22),
                rig.accept("a0"),
                rig.accept("b1"),
                () -> assertThat(rig.door.view().bufferedBytes()).isZero());
    }

    @Test
    void recordsOfSeveralLeaderEpochsInOnePollAreToldApart() {
        rig.run(rig.assign(LoopRig.P0), this::twoEpochs, rig.accept("a0"), rig.accept("b1"), rig.commit());
        assertThat(rig.handedOut()).containsExactly("a0", "b1", "c2", "d3");
        assertThat(rig.consumer.group.get(LoopRig.P0)).isEqualTo(new OffsetAndMetadata(2, Optional.of(4), ""));
    }

    static List<UnaryOperator<List<ConsumerRecord<byte[], byte[]>>>> disorders() {
        return List.of(List::reversed, FetchesTest::rotated, records -> List.of(records.get(2), records.get(2)));
    }

    /** Handled in that order, what is older would be taken for finished. */
    @ParameterizedTest
    @MethodSource("disorders")
    void recordsThatAnInterceptorReordersStopTheWorker(UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> disorder) {
        rig.consumer.interceptor = disorder;
        PollEnd end = rig.run(rig.assign(LoopRig.P0), this::twoEpochs);
        assertThat(end)
                .isInstanceOfSatisfying(
                        PollEnd.Failed.class, failed -> assertThat(failed.why()).contains("t-0", "interceptor"));
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.consumer.group.values()).noneMatch(committed -> committed.offset() > 0);
    }

    private static List<ConsumerRecord<byte[], byte[]>> rotated(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> rotated = new ArrayList<>(records);
        Collections.rotate(rotated, 2);
        return rotated;
    }

    /** A poll brings a0 and b1 of one leader, c2 and d3 of the next. */
    private void twoEpochs() {
        rig.consumer.add(LoopRig.P0, "a0 b1", 3);
        rig.consumer.add(LoopRig.P0, "c2 d3", 4);
        rig.consumer.seek(LoopRig.P0, 0);
    }

    @Test
    void aMarkerBehindTheLastRecordIsCommittedThoughTheNextPollIsEmpty() {
        rig.run(
                rig.assign(LoopRig.P0),
                rig.fetch("a0"),
                rig.accept("a0"),
                () -> rig.consumer.passMarker(LoopRig.P0, 2, 5),
                rig.commit(),
                () -> {});
        assertThat(rig.consumer.group.get(LoopRig.P0)).isEqualTo(new OffsetAndMetadata(2, Optional.of(5), ""));
    }
}
