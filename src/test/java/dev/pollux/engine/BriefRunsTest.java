package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Outcome;
import dev.pollux.testkit.EngineKnobs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs the thread that polls had better handle itself. */
class BriefRunsTest {
    private static final Duration LOOK = Duration.ofNanos(RunsInFlight.LOOK_NANOS);
    private final EngineKnobs knobs = new EngineKnobs();

    @ParameterizedTest(name = "{1} records of {0} ns each")
    @CsvSource({
        "100, 1, true",
        "38, 512, true",
        "40, 512, false",
        "100, 199, true",
        "100, 201, false",
        "4900, 4, true",
        "4900, 5, false",
        "19000, 1, true",
        "21000, 1, false"
    })
    void areThoseThatAreOverSoon(long nanosEach, int size, boolean brief) {
        var runs = new BriefRuns(EngineInside.warmedUp(Pace.measured(8, 2), nanosEach));
        assertThat(runs.isBrief(size, 0)).isEqualTo(brief);
    }

    @Test
    void ofABatchItIsTheCallThatCountsAndNotManyAreInIt() {
        var runs = new BriefRuns(EngineInside.warmedUp(Pace.batches(8, 2, 500), 5_000));
        assertThat(runs.isBrief(16, 0)).isTrue();
        assertThat(runs.isBrief(17, 0)).isFalse();
    }

    @Test
    void noneIsWhereTheHandlerCompletesLater() {
        assertThat(new BriefRuns(EngineInside.warmedUp(Pace.later(8, 1), 1)).isBrief(1, 0))
                .isFalse();
    }

    @Test
    void noneIsBeforeTheHandlersSpeedIsKnown() {
        assertThat(new BriefRuns(Pace.measured(8, 2)).isBrief(1, 0)).isFalse();
    }

    @Test
    void noneIsForAWhileAfterOneStoodStill() {
        EngineRig rig = EngineRig.running(knobs, 512);
        assertThat(doubt(rig)).isEqualTo(BriefRuns.LEAST_DOUBT_NANOS);
    }

    /** As where one record in many thousands sleeps: each time holds up the polls. */
    @Test
    void theWhileGrowsWhereItStandsStillAgainAndAgain() {
        EngineRig rig = EngineRig.running(knobs, 512);
        for (long expected = BriefRuns.LEAST_DOUBT_NANOS;
                expected < BriefRuns.MOST_DOUBT_NANOS;
                expected = Math.min(2 * expected, BriefRuns.MOST_DOUBT_NANOS)) {
            assertThat(doubt(rig)).isEqualTo(expected);
        }
        assertThat(doubt(rig)).isEqualTo(BriefRuns.MOST_DOUBT_NANOS);
        assertThat(doubt(rig)).isEqualTo(BriefRuns.MOST_DOUBT_NANOS);
        rig.pass(Duration.ofNanos(BriefRuns.MOST_DOUBT_NANOS));
        assertThat(doubt(rig)).isEqualTo(BriefRuns.LEAST_DOUBT_NANOS);
    }

    /** For how long no run is brief after one that stands still; all are through in the end. */
    private static long doubt(EngineRig rig) {
        long next = rig.engine.view().partitions().getFirst().position();
        rig.fetch("a" + next);
        assertThat(rig.claim("a" + next, 1).isBrief()).isTrue();
        rig.pass(LOOK);
        rig.pass(LOOK);
        long from = rig.now;
        rig.accept("a" + next);
        boolean brief;
        do {
            next++;
            rig.pass(Duration.ofMillis(1));
            rig.fetch("b" + next);
            brief = rig.run("b" + next).isBrief();
            rig.accept("b" + next);
        } while (!brief);
        return rig.now - from;
    }

    /** The thread that polls may be at it: it must not hold up the polls as long as each of its records takes less than a look. */
    @Test
    void oneThatIsStillThereAfterTwoLooksStandsStillThoughItClaims() {
        EngineRig rig = EngineRig.running(knobs, 512);
        rig.fetch("a0 b1 a2 b3 a4");
        Run run = rig.claim("a0 b1 a2 b3 a4", 1);
        assertThat(run.isBrief()).isTrue();
        rig.pass(LOOK);
        run.claim();
        rig.notes();
        rig.pass(LOOK);
        assertThat(rig.notes()).containsExactly("stalled a0 b1 a2 b3 a4");
        assertThat(rig.inFlight).hasSize(2);
        assertThat(rig.inFlight.getLast().isBrief())
                .as("what was given back is for workers")
                .isFalse();
        rig.accept(EngineRig.text(rig.inFlight.getLast()));
        assertThat(rig.committable()).as("it stands on b1").isEqualTo(1);
        rig.end(run, Outcome.accept());
        rig.inFlight.forEach(last -> rig.claim(EngineRig.text(last), last.size()));
        List.copyOf(rig.inFlight).forEach(last -> rig.end(last, Outcome.accept()));
        assertThat(rig.committable()).isEqualTo(5);
        assertThat(rig.accepted).as("each once").isEqualTo(5);
    }

    /** It was woken up late, or is a batch that was begun just now. */
    @Test
    void oneThatWasBegunSinceTheLastLookDoesNotStandStill() {
        EngineRig rig = EngineRig.running(knobs, 512);
        rig.fetch("a0 b1");
        rig.pass(LOOK);
        Run run = rig.claim("a0 b1", 1);
        rig.pass(LOOK);
        assertThat(rig.notes()).isEmpty();
        run.claim();
        rig.pass(LOOK);
        assertThat(rig.notes()).containsExactly("stalled a0 b1");
    }

    @Test
    void severalThatStandStillAtATimeAreDoubtedAsOne() {
        var runs = new BriefRuns(EngineInside.warmedUp(Pace.measured(8, 2), 100));
        EngineRig rig = EngineRig.running(knobs, 512);
        rig.fetch("a0");
        Run run = rig.claim("a0", 1);
        runs.stalled(run, 0);
        runs.stalled(run, 0);
        runs.stalled(run, 1_000_000);
        assertThat(runs.isBrief(1, BriefRuns.LEAST_DOUBT_NANOS - 1)).isFalse();
        assertThat(runs.isBrief(1, BriefRuns.LEAST_DOUBT_NANOS)).isTrue();
    }

    /** It is the workers that were not woken up then. */
    @Test
    void whatNobodyHasBegunSaysNothingOfTheHandler() {
        EngineRig rig = EngineRig.running(knobs, 512);
        rig.fetch("a0");
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.notes()).containsExactly("stalled a0");
        rig.fetch(EngineRig.P0, "b1");
        assertThat(rig.inFlight.getLast().isBrief()).isTrue();
    }

    /** To be woken up for each of them would cost more than to handle it. */
    @Test
    void whereTheyComeAndGoTheNextLookIsLater() {
        EngineRig rig = EngineRig.running(knobs, 512);
        comeAndGo(rig);
        rig.pass(LOOK);
        assertThat(untilTheNextLook(rig)).isEqualTo(RunsInFlight.IDLE_LOOK_NANOS);
        rig.fetch("c2");
        assertThat(untilTheNextLook(rig)).isEqualTo(RunsInFlight.IDLE_LOOK_NANOS);
    }

    @Test
    void otherRunsDoNotWaitLongerForTheirLook() {
        EngineRig rig = EngineRig.running(knobs, 512);
        comeAndGo(rig);
        rig.pass(LOOK);
        rig.fetch(IntStream.range(2, 203).mapToObj(i -> "a" + i).collect(Collectors.joining(" ")));
        assertThat(untilTheNextLook(rig)).isEqualTo(RunsInFlight.LOOK_NANOS);
    }

    private static void comeAndGo(EngineRig rig) {
        rig.fetch("a0");
        rig.accept("a0");
        rig.fetch("b1");
        rig.accept("b1");
    }

    private static long untilTheNextLook(EngineRig rig) {
        return rig.engine.nextDeadlineNanos() - rig.now;
    }

    /** The thread that polls may be at it, and has to be relieved. */
    @Test
    void oneThatStandsStillInTheDrainIsTold() {
        EngineRig rig = EngineRig.running(knobs, 512);
        rig.fetch("a0 a1");
        rig.claim("a0 a1", 1);
        rig.step(new Event.Drain());
        assertThat(rig.engine.nextDeadlineNanos()).isEqualTo(rig.now + LOOK.toNanos());
        rig.notes();
        for (int looks = 0; looks < 5; looks++) {
            rig.pass(LOOK);
        }
        assertThat(rig.notes()).as("once").containsExactly("stalled a0");
    }

    @Test
    void ofABatchThatStandsStillItIsToldAsWell() {
        EngineRig rig = EngineRig.batching(knobs, 4);
        rig.fetch("a0 b1");
        assertThat(rig.run("a0 b1").isBrief()).isTrue();
        rig.run("a0 b1").claimAll();
        rig.pass(LOOK);
        rig.pass(LOOK);
        assertThat(rig.notes()).containsExactly("stalled a0 b1");
        rig.step(new Event.Lost(List.of(EngineRig.P0)));
    }
}
