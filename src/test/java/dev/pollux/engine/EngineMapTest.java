package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was finished beyond the committable offset is written down, and not handed out again. */
class EngineMapTest {
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void aCommitSaysWhatIsFinishedBeyondItsOffset() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1 c2 d3");
        rig.accept("b1");
        rig.accept("d3");
        rig.pass(Duration.ofSeconds(1));

        Commit.Entry entry = rig.commits.getFirst().entries().getFirst();
        assertThat(entry.offset()).isZero();
        assertThat(map(entry)).isEqualTo(new OffsetMap(new long[] {1, 2, 3, 4}, 7));
        assertThat(entry.leaderEpoch()).as("of the oldest unfinished one").isEqualTo(7);
    }

    @Test
    void aMapThatGrewIsCommittedThoughTheOffsetDidNotMove() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("a0 b1 c2");
        rig.accept("b1");
        rig.pass(Duration.ofSeconds(1));
        rig.answerCommit(true);
        rig.accept("c2");
        rig.pass(Duration.ofSeconds(1));

        assertThat(map(rig.commits.getFirst().entries().getFirst())).isEqualTo(new OffsetMap(new long[] {1, 3}, 7));
    }

    @Test
    void whatIsRememberedIsNotHandedOutAgain() {
        EngineRig rig = remembering(1, 3, 5, 6);
        rig.fetch("a0 b1 c2 d3 e4 f5 g6");

        assertThat(rig.handedOut()).containsExactly("a0", "d3", "e4", "g6");
        rig.accept("a0");
        assertThat(rig.committable()).isEqualTo(3);
        rig.accept("d3");
        rig.accept("g6");
        rig.accept("e4");
        assertThat(rig.committable()).isEqualTo(7);
        assertThat(rig.accepted).isEqualTo(4);
        assertThat(rig.engine.view().bufferedRecords()).isZero();
        assertThat(rig.engine.view().bufferedBytes()).isZero();
    }

    @Test
    void whatIsRememberedIsNotForgottenBeforeItIsFetchedAgain() {
        EngineRig rig = remembering(1, 3, 5, 9, 20, 21);
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(List.of()), 0, 7));
        assertThat(committed(rig)).isEqualTo(new OffsetMap(new long[] {1, 3, 5, 9, 20, 21}, 7));

        rig.fetch("a0 b1 c2 d3 e4 f5 g6");
        rig.accept("e4");
        assertThat(committed(rig)).isEqualTo(new OffsetMap(new long[] {1, 3, 4, 9, 20, 21}, 7));

        rig.accept("a0");
        rig.accept("d3");
        assertThat(rig.committable()).isEqualTo(7);
        assertThat(committed(rig)).isEqualTo(new OffsetMap(new long[] {7, 9, 20, 21}, 7));

        rig.fetch("h7 i8 j9");
        rig.accept("j9");
        rig.fetch("k30");
        assertThat(committed(rig)).isEqualTo(OffsetMap.NONE);
    }

    @Test
    void aPositionOfANewerLeaderEpochMeansThatTheRestIsGone() {
        EngineRig rig = remembering(1, 3, 5, 9);
        rig.fetch("a0 b1 c2");
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(List.of()), 4, 8));
        assertThat(committed(rig)).isEqualTo(new OffsetMap(new long[] {1, 3}, 8));

        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(Deliveries.of(EngineRig.P0, "d4 e5 f6")), 7, 8));
        assertThat(rig.handedOut()).containsExactly("a0", "d4", "e5", "f6");
    }

    @Test
    void whatIsNotFetchedAgainYetKeepsTheEpochThatItIsOf() {
        EngineRig rig = remembering(1, 3, 20, 30);
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(Deliveries.of(EngineRig.P0, "a0 b1 c2")), 3, 6));
        assertThat(committed(rig)).isEqualTo(new OffsetMap(new long[] {1, 3, 20, 30}, 7));
    }

    @Test
    void whatIsRememberedOfAnotherLogIsForgotten() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Remembered(EngineRig.P0, 500, new OffsetMap(new long[] {510, 512}, 7)));
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(List.of()), 0, 7));

        assertThat(committed(rig)).isEqualTo(OffsetMap.NONE);
    }

    @Test
    void aNewerLeaderEpochMeansOtherRecords() {
        EngineRig rig = remembering(1, 3, 5, 6);
        rig.fetch("a0 b1");
        rig.step(new Event.Fetched(
                EngineRig.P0, FetchedDeliveries.of(Deliveries.of(EngineRig.P0, "c2 d3 e4 f5")), 6, 8));

        assertThat(rig.handedOut()).containsExactly("a0", "c2", "d3", "e4", "f5");
    }

    @Test
    void anUnknownLeaderEpochIsNotANewerOne() {
        EngineRig rig = remembering(1, 3);
        rig.step(new Event.Fetched(
                EngineRig.P0, FetchedDeliveries.of(Deliveries.of(EngineRig.P0, "a0 b1 c2 d3")), 4, -1));

        assertThat(rig.handedOut()).containsExactly("a0", "d3");
    }

    @Test
    void aPartitionThatBeginsBeforeItsMapIsAnotherLog() {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Remembered(EngineRig.P0, 500, new OffsetMap(new long[] {510, 512}, 7)));
        rig.fetch("a0 b1");
        rig.fetch("a510 b511 c512");

        assertThat(rig.handedOut()).containsExactly("a0", "b1", "c512");
        rig.accept("a0");
        rig.accept("b1");
        assertThat(rig.handedOut()).containsExactly("a510", "b511");
    }

    @Test
    void noMoreIsHandedOutThanCanBeWrittenDown() {
        knobs.metadataChars = 64;
        knobs.concurrency = 2000;
        EngineRig rig = EngineRig.running(knobs, 1);
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            keys.append(" -").append(i);
        }
        rig.fetch(keys.toString());
        int room = OffsetMapCodec.room(64) * 8;
        assertThat(rig.handedOut()).hasSize(room);

        // The worst that can happen: every second one finishes.
        for (int i = 1; i < room; i += 2) {
            rig.accept("-" + i);
        }
        rig.pass(Duration.ofSeconds(1));
        Commit.Entry entry = rig.commits.getFirst().entries().getFirst();
        assertThat(entry.metadata()).hasSizeLessThanOrEqualTo(64);
        assertThat(map(entry).ranges()).isEqualTo(room / 2);
        assertThat(rig.handedOut()).isEmpty();

        rig.accept("-0");
        assertThat(rig.handedOut())
                .as("as many as the oldest one held up")
                .containsExactly("-" + room, "-" + (room + 1));
    }

    @Test
    void hugeGapsCountByTheirRunLengths() {
        knobs.metadataChars = 64;
        knobs.concurrency = 2000;
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.fetch("-0 -1000000 -2000000 -3000000 -4000000 -5000000 -6000000 -7000000 -8000000 -9000000");

        int out = rig.handedOut().size();
        assertThat(out).isBetween(3, 8);
        for (int i = 1; i < out; i++) {
            rig.accept("-" + i + "000000");
        }
        rig.pass(Duration.ofSeconds(1));
        Commit.Entry entry = rig.commits.getFirst().entries().getFirst();
        assertThat(entry.metadata()).hasSizeLessThanOrEqualTo(64);
        rig.accept("-0");
        assertThat(rig.handedOut()).isNotEmpty();
    }

    @Test
    void brokersThatTakeLessGetLess() {
        knobs.metadataChars = 4096;
        EngineRig rig = EngineRig.running(knobs, 1);
        for (int i = 0; i < 6; i++) {
            rig.step(new Event.MetadataTooLarge());
        }
        assertThat(rig.notes()).isEmpty();
        rig.step(new Event.MetadataTooLarge());
        assertThat(rig.notes()).singleElement().asString().contains("offset.metadata.max.bytes");
    }

    @Test
    void idlePartitionsAreCommittedAnewNowAndThen() {
        knobs.refreshInterval = Duration.ofMinutes(10);
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(List.of()), 42, 3));
        rig.pass(Duration.ofSeconds(1));
        rig.answerCommit(true);
        rig.pass(Duration.ofMinutes(9));
        assertThat(rig.commits).isEmpty();

        rig.pass(Duration.ofMinutes(2));

        assertThat(rig.commits.getFirst().entries().getFirst().offset()).isEqualTo(42);
        rig.answerCommit(true);
        rig.pass(Duration.ofMinutes(8));
        assertThat(rig.commits).isEmpty();
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.commits).hasSize(1);
    }

    private EngineRig remembering(long... bounds) {
        EngineRig rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Remembered(EngineRig.P0, 0, new OffsetMap(bounds, 7)));
        return rig;
    }

    /** The map in the next commit, which is confirmed. */
    private static OffsetMap committed(EngineRig rig) {
        rig.pass(Duration.ofSeconds(1));
        OffsetMap map = map(rig.commits.getFirst().entries().getFirst());
        rig.answerCommit(true);
        return map;
    }

    private static OffsetMap map(Commit.Entry entry) {
        return ((OffsetMapCodec.Decoded.Map) OffsetMapCodec.decode(entry.offset(), entry.metadata())).map();
    }
}
