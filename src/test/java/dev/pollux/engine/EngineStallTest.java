package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.Deliveries;
import dev.pollux.testkit.EngineKnobs;
import dev.pollux.testkit.FetchedDeliveries;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that stands still on one record gives the others back. */
class EngineStallTest {
    private static final Duration LOOK = Duration.ofNanos(RunsInFlight.LOOK_NANOS);
    private final EngineKnobs knobs = new EngineKnobs();

    @Test
    void runThatStandsStillGivesBackWhatItHasNotBegun() {
        knobs.concurrency = 2;
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1 a2 c3");
        rig.handedOut();
        Run run = rig.claim("a0 b1 a2 c3", 2);
        rig.pass(LOOK);
        assertThat(rig.handedOut()).as("seen once").isEmpty();
        rig.pass(LOOK);
        assertThat(rig.handedOut()).as("b1 stands; a0 is through, so a2 may go").containsExactly("c3 a2");
        assertThat(rig.committable()).as("what it finished counts").isEqualTo(1);
        assertThat(run.claim()).isEqualTo(-1);
        rig.accept("c3 a2");
        assertThat(rig.committable()).isEqualTo(1);
        rig.end(run, Outcome.accept());
        assertThat(rig.committable()).isEqualTo(4);
        assertThat(rig.accepted).as("each once").isEqualTo(4);
        assertThat(rig.engine.view().inFlightRecords()).isZero();
        assertThat(rig.engine.view().bufferedRecords()).isZero();
    }

    /** Nobody could claim anything while the collector held up all threads. */
    @Test
    void lateLookSaysNothingOfTheHandler() {
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1 a2 c3");
        rig.claim("a0 b1 a2 c3", 2);
        rig.pass(LOOK);
        rig.standStill(LOOK.multipliedBy(2));
        assertThat(rig.notes()).isEmpty();
        rig.pass(LOOK);
        assertThat(rig.notes()).containsExactly("stalled a0 b1 a2 c3");
    }

    /** A machine on which every look is late has handlers that stand still as well. */
    @Test
    void secondLateLookTells() {
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1 a2 c3");
        rig.claim("a0 b1 a2 c3", 2);
        rig.standStill(LOOK.multipliedBy(3));
        assertThat(rig.notes()).isEmpty();
        rig.standStill(LOOK.multipliedBy(3));
        assertThat(rig.notes()).containsExactly("stalled a0 b1 a2 c3");
    }

    /** Where the oldest stood behind one that may not go yet, for want of room in the metadata, none would go. */
    @Test
    void withoutLanesTheOldestGivenBackComesFirst() {
        knobs.ordering = Ordering.NONE;
        knobs.concurrency = 2;
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 a1 a2 a3 a4");
        rig.handedOut();
        rig.claim("a0 a1", 1);
        Run second = rig.claim("a2 a3", 1);
        rig.pass(LOOK);
        rig.pass(LOOK);
        rig.end(second, Outcome.accept());
        assertThat(rig.handedOut()).containsExactly("a1 a3");
    }

    @Test
    void keyOfTheRecordItStandsOnWaits() {
        EngineRig rig = EngineRig.running(knobs, 3);
        rig.fetch("a0 a1 a2");
        rig.handedOut();
        Run run = rig.claim("a0 a1 a2", 1);
        rig.pass(LOOK);
        rig.pass(LOOK);
        rig.fetch("a3 b4");
        assertThat(rig.handedOut()).containsExactly("b4");
        rig.end(run, Outcome.accept());
        assertThat(rig.handedOut()).as("in their old order").containsExactly("a1 a2 a3");
    }

    @Test
    void refusalAfterAStallHitsTheRightRecord() {
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1 c2 d3");
        Run run = rig.claim("a0 b1 c2 d3", 3);
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.committable()).isEqualTo(2);
        rig.handedOut();
        rig.end(run, Outcome.reject("no"));
        rig.accept("d3");
        rig.pass(Duration.ofMillis(100));
        assertThat(rig.handedOut()).containsExactly("c2");
        rig.accept("c2");
        assertThat(rig.committable()).isEqualTo(4);
    }

    @Test
    void runThatMovesOnIsLeftAlone() {
        EngineRig rig = EngineRig.running(knobs, 4);
        rig.fetch("a0 b1 c2 d3");
        rig.handedOut();
        Run run = rig.run("a0 b1 c2 d3");
        for (int i = 0; i < 4; i++) {
            run.claim();
            rig.pass(LOOK);
        }
        assertThat(rig.handedOut()).isEmpty();
        rig.end(run, Outcome.accept());
        assertThat(rig.committable()).isEqualTo(4);
    }

    @Test
    void runThatNobodyBeganIsGivenBackInFull() {
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 a1");
        rig.handedOut();
        Run run = rig.run("a0 a1");
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.handedOut()).containsExactly("a0 a1");
        assertThat(run.claim()).isEqualTo(-1);
        rig.end(run, Outcome.accept());
        assertThat(rig.committable()).isZero();
        rig.accept("a0 a1");
        assertThat(rig.committable()).isEqualTo(2);
    }

    @Test
    void stalledRunsStillCountAsInFlight() {
        knobs.concurrency = 2;
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 b1 c2 d3 e4 f5");
        rig.handedOut();
        rig.claim("a0 b1", 1);
        rig.claim("c2 d3", 1);
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.handedOut()).isEmpty();
        assertThat(rig.engine.view().inFlightRecords()).isEqualTo(2);
        assertThat(rig.engine.nextDeadlineNanos())
                .as("nothing to look for")
                .isGreaterThan(rig.now + 2 * RunsInFlight.LOOK_NANOS);
    }

    /** It counts no more for buffer.max-bytes once others have finished it. */
    @Test
    void whatItGaveBackIsNotKeptInMemory() {
        knobs.concurrency = 3;
        EngineRig rig = EngineRig.running(knobs, 4);
        var records = Deliveries.of(EngineRig.P0, "a0 b1 c2 d3 e4 f5 g6 h7");
        List<WeakReference<?>> values = new ArrayList<>();
        records.forEach(record -> values.add(new WeakReference<>(record.value())));
        rig.step(new Event.Fetched(EngineRig.P0, FetchedDeliveries.of(records), 8, 7));
        records.clear();
        Run asFetched = rig.claim("a0 b1 c2 d3", 1);
        Run filled = rig.claim("e4 f5 g6 h7", 1);
        rig.pass(LOOK);
        rig.pass(LOOK);
        for (int rounds = 0; rounds < 2; rounds++) {
            rig.accept(rig.handedOut().getLast());
        }
        assertThat(rig.engine.view().bufferedRecords()).isEqualTo(2);
        await().until(() -> {
            System.gc();
            return values.stream().filter(value -> value.refersTo(null)).count() == 6;
        });
        assertThat(EngineRig.text(asFetched)).isEqualTo("a0");
        assertThat(EngineRig.text(filled)).isEqualTo("e4");
        assertThat(filled.size()).as("does not change").isEqualTo(4);
    }

    @Test
    void stalledRunOfAPartitionThatWentIsForgotten() {
        EngineRig rig = EngineRig.running(knobs, 2);
        rig.fetch("a0 b1");
        Run run = rig.claim("a0 b1", 2);
        rig.pass(LOOK);
        rig.pass(LOOK);
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
        rig.end(run, Outcome.reject("no"));
        assertThat(rig.letters).isEmpty();
        assertThat(rig.engine.view().bufferedRecords()).isZero();
    }
}
