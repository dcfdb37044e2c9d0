package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is paused and resumed as the buffer fills and empties. */
class EngineFlowTest {
    private final EngineKnobs knobs = new EngineKnobs();
    private final EngineRig rig;

    EngineFlowTest() {
        knobs.bufferRecords = 20;
        knobs.pollRecords = 4;
        knobs.concurrency = 100;
        rig = EngineRig.running(knobs, 1);
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
    }

    @Test
    void partitionAboveItsShareIsPausedOnceThePollThreadHasWaitedAndResumedWhenTheBufferIsLow() {
        rig.fetch(keys("-", 0, 10));
        assertThat(rig.engine.hasRoom()).as("half full").isTrue();
        rig.fetch(keys("-", 10, 2));
        assertThat(rig.engine.hasRoom()).isFalse();
        assertThat(rig.notes()).isEmpty();
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).containsExactly("pause [t-0]");
        assertThat(rig.engine.hasRoom()).as("for the others").isTrue();
        assertThat(rig.view(EngineRig.P0).paused()).isTrue();
        rig.accept("-0");
        assertThat(rig.notes()).isEmpty();
        rig.accept("-1");
        assertThat(rig.notes()).containsExactly("resume [t-0]");
        assertThat(rig.view(EngineRig.P0).paused()).isFalse();
    }

    @Test
    void partitionThatIsAboveItsShareForAMomentIsNotPaused() {
        rig.fetch(keys("-", 0, 12));
        rig.accept("-0");
        assertThat(rig.engine.hasRoom()).isFalse();
        rig.accept("-1");
        assertThat(rig.engine.hasRoom()).isTrue();
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).as("there is room after all").isEmpty();
    }

    @Test
    void partitionAboveItsShareThatStandsStillIsNotWaitedFor() {
        rig.fetch(keys("-", 0, 13));
        assertThat(rig.engine.isHeldUp()).as("since it was fetched").isTrue();
        rig.accept("-0");
        assertThat(rig.engine.isHeldUp()).as("one is finished").isFalse();
        assertThat(rig.engine.isHeldUp()).as("nothing more").isTrue();
        rig.accept("-1");
        rig.accept("-2");
        assertThat(rig.engine.hasRoom()).isTrue();
    }

    @Test
    void partitionThatWentWithMoreThanItsShareCrowdsNobody() {
        rig.fetch(keys("-", 0, 12));
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        assertThat(rig.engine.hasRoom()).isTrue();
    }

    @Test
    void fullBufferPausesAllOnceThePollThreadHasWaited() {
        rig.fetch(keys("-", 0, 8));
        rig.fetch(EngineRig.P1, keys("-", 0, 8));
        assertThat(rig.engine.hasRoom()).isTrue();
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).as("there is room after all").isEmpty();
        rig.fetch(EngineRig.P1, keys("-", 8, 1));
        assertThat(rig.engine.hasRoom()).isFalse();
        assertThat(rig.notes()).isEmpty();
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).containsExactly("pause [t-0, t-1]");
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).as("paused already").isEmpty();
    }

    @Test
    void partitionThatStandsStillDoesNotStarveTheOthers() {
        // A key of partition 0 is retried and its records fill more than half of the buffer, for as long as it takes.
        rig.fetch(keys("a", 0, 12));
        rig.end("a0", 1, Outcome.release("down"));
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).contains("pause [t-0]");
        rig.fetch(EngineRig.P1, keys("-", 0, 5));
        rig.step(new Event.NoRoom());
        assertThat(rig.notes()).containsExactly("pause [t-1]");
        for (int i = 0; i < 5; i++) {
            rig.accept("-" + i);
        }
        assertThat(rig.notes()).as("partition 1 goes on, 0 waits").containsExactly("resume [t-1]");
        rig.fetch(EngineRig.P1, keys("-", 5, 4));
        assertThat(rig.view(EngineRig.P1).inFlight()).isEqualTo(4);
    }

    @Test
    void partitionThatWentLeavesRoom() {
        rig.fetch(keys("-", 0, 17));
        rig.step(new Event.NoRoom());
        rig.notes();
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        assertThat(rig.notes()).containsExactly("resume [t-1]");
        rig.step(new Event.Assigned(List.of(EngineRig.P0)));
        assertThat(rig.view(EngineRig.P0).paused())
                .as("the client forgets pauses, and so do we")
                .isFalse();
    }

    @Test
    void partitionThatComesWhileTheBufferIsFullIsPausedAtOnce() {
        // The poll that brings it goes on and would bring its records.
        rig.fetch(keys("-", 0, 17));
        rig.step(new Event.Lost(List.of(EngineRig.P1)));
        rig.notes();
        rig.step(new Event.Assigned(List.of(EngineRig.P1)));
        assertThat(rig.notes()).containsExactly("pause [t-1]");
        rig.accept("-0");
        rig.accept("-1");
        assertThat(rig.notes()).as("there is room for it").contains("resume [t-1]");
    }

    @Test
    void drainResumesNobody() {
        rig.fetch(keys("-", 0, 12));
        rig.notes();
        List<Run> begun =
                IntStream.range(0, 12).mapToObj(i -> rig.claim("-" + i, 1)).toList();
        rig.step(new Event.Drain());
        begun.forEach(run -> rig.end(run, Outcome.accept()));
        assertThat(rig.notes()).noneMatch(note -> note.startsWith("resume"));
    }

    private static String keys(String key, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> key + i).collect(Collectors.joining(" "));
    }
}
