package dev.pollux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.engine.MemberView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What probes and status see of the poll loop. */
class MemberStateTest {
    private final LoopRig rig = new LoopRig();

    @Test
    void aMemberThatJoinsForEverIsNotReadyThoughItsPollsReturn() {
        rig.consumer.joining = true;
        rig.run(
                () -> {},
                rig::untilTheNextLook,
                () -> {
                    assertThat(seen().notReady()).isEqualTo("not yet a member of the group");
                    assertThat(seen().started()).isFalse();
                    assertThat(seen().stuck()).as("a restart would not help").isNull();
                    rig.consumer.joining = false;
                },
                rig::untilTheNextLook,
                () -> assertThat(seen().notReady())
                        .as("joined, and without partitions")
                        .isNull());
    }

    @Test
    void aMemberThatLostItsPlaceIsNotReadyUntilItHasAnother() {
        rig.run(
                rig.assign(LoopRig.P0),
                () -> rig.consumer.losePartitions(List.of(LoopRig.P0)),
                rig::untilTheNextLook,
                () -> assertThat(seen().notReady()).isEqualTo("not yet a member of the group"),
                rig.assign(LoopRig.P1),
                rig::untilTheNextLook,
                () -> assertThat(seen().notReady()).isNull());
    }

    @Test
    void whatOthersSeeIsASnapshotAndNotTheConsumer() {
        rig.run(rig.assign(LoopRig.P0), rig.fetch("a0 b1"), rig::untilTheNextLook, () -> {
            assertThat(seen().memberId()).isNotEmpty();
            assertThat(seen().ends()).hasSize(1);
        });
    }

    @Test
    void ofAPartitionThatIsReadToItsEndNobodyIsAskedUntilMoreComes() {
        AtomicInteger asked = new AtomicInteger();
        rig.run(
                rig.assign(LoopRig.P0),
                endsAt(2),
                rig.fetch("a0 b1"),
                rig::untilTheNextLook,
                () -> asked.set(rig.consumer.lagQuestions),
                rig::untilTheNextLook,
                () -> {
                    assertThat(seen().ends())
                            .extracting(MemberView.EndOffset::offset)
                            .containsExactly(2L);
                    assertThat(rig.consumer.lagQuestions).isEqualTo(asked.get());
                },
                endsAt(5),
                rig.fetch("c2"),
                rig::untilTheNextLook,
                () -> {
                    assertThat(seen().ends())
                            .extracting(MemberView.EndOffset::offset)
                            .containsExactly(5L);
                    asked.set(rig.consumer.lagQuestions);
                },
                endsAt(7),
                rig::untilTheNextLook,
                () -> {
                    assertThat(seen().ends())
                            .as("something was left, so it is asked for again")
                            .extracting(MemberView.EndOffset::offset)
                            .containsExactly(7L);
                    assertThat(rig.consumer.lagQuestions).isGreaterThan(asked.get());
                });
    }

    private Runnable endsAt(long offset) {
        return () -> rig.consumer.updateEndOffsets(Map.of(LoopRig.P0, offset));
    }

    /** As another thread sees it; {@link OwnThread} throws where that touches the consumer. */
    private MemberView seen() {
        return CompletableFuture.supplyAsync(rig.state).join();
    }
}
