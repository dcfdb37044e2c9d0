package dev.pollux.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the simulation finds bugs: plants one after the other in a copy of the engine and runs seeds until one fails. Takes
 * a while and is asked for by its name: {@code mvn -q test -Dtest=PlantedBugs}; {@code -Dsim.bug=word}
 * takes those with that in their name alone.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class PlantedBugs {
    private static final long MOST_SEEDS = 5_000;
    private static final long CLEAN_SEEDS = 500;

    static final List<PlantedBug> BUGS = List.of(
            new PlantedBug(
                    "off-by-one commit",
                    "OffsetTracker.java",
                    "            committable = offsets[head];\n",
                    "            committable = offsets[head] + 1;\n"),
            new PlantedBug(
                    "late completion counted", "Engine.java", "return !run.assignment.isGone();", "return true;"),
            new PlantedBug(
                    "lost treated as revoked: its runs are not taken back",
                    "Engine.java",
                    "        takeBack(run -> run.assignment.isGone());\n",
                    ""),
            new PlantedBug("commits what went", "Commit.java", "return !assignment.isGone();", "return true;"),
            new PlantedBug(
                    "retries of a lost partition go on",
                    "Engine.java",
                    "                assignment.become(Assignment.Phase.GONE);\n                waiting.drop(assignment);\n",
                    "                assignment.become(Assignment.Phase.GONE);\n"),
            new PlantedBug(
                    "map not reset where the log was rewritten",
                    "Remembered.java",
                    "if (offset < committed || offset >= known.end() || isRewritten(known, leaderEpoch)) {",
                    "if (offset >= known.end()) {"),
            new PlantedBug(
                    "map claims the record behind each range",
                    "OffsetTracker.java",
                    "bounds[count] = offsets[slot] + 1;",
                    "bounds[count] = offsets[slot] + 2;"),
            new PlantedBug(
                    "dead letter counted before its acknowledgement",
                    "Settler.java",
                    "        letter.lane.become(Lane.Phase.DEAD_LETTERING);\n",
                    """
                            letter.lane.become(Lane.Phase.DEAD_LETTERING);
                            letter.lane.assignment.tracker.finish(letter.record().offset());
                    """),
            new PlantedBug(
                    "dead letter that was refused counted",
                    "Settler.java",
                    "        if (acknowledged) {\n            firstFinished(lane, now);",
                    "        if (true) {\n            firstFinished(lane, now);"),
            new PlantedBug(
                    "a heartbeat from before a standstill proves",
                    "Membership.java",
                    "heartbeats - heartbeatsBefore >= TELLING_HEARTBEATS",
                    "heartbeats - heartbeatsBefore >= 1"),
            new PlantedBug(
                    "polls prove as well, while the brokers are down",
                    "Membership.java",
                    "heartbeats - heartbeatsBefore >= TELLING_HEARTBEATS",
                    "begunNanos - polledNanos < longestWithoutPoll / 2 && heartbeats >= 0"),
            new PlantedBug(
                    "a run has a partition to itself while others have records of it",
                    "Lanes.java",
                    "sole == null && assignment.buffered == arrivals.size()",
                    "sole == null"),
            new PlantedBug(
                    "what came and was not told apart is not waited for",
                    "OffsetTracker.java",
                    "committable = awaited >= 0 ? awaited : position;",
                    "committable = position;"),
            new PlantedBug(
                    "a run alone that is through with a part of it counts as through",
                    "Lanes.java",
                    "            assignment.tracker.awaits(records.offset(to));",
                    "            assignment.tracker.awaits(arrivals.firstAsFetched());"),
            new PlantedBug(
                    "what a run alone gives back is waited for no more",
                    "Lanes.java",
                    "            if (i >= run.reported) {\n                assignment.tracker.offerAwaited",
                    "            if (i > run.reported) {\n                assignment.tracker.offerAwaited"),
            new PlantedBug(
                    "a run that shares its partition holds no lanes",
                    "Lanes.java",
                    "i < run.reported ? null : table.laneOf(record)",
                    "null"),
            new PlantedBug(
                    "retry frees its key",
                    "Lanes.java",
                    "        lane.putBack(counted(run.record(index)));\n        return lane;",
                    "        lane.putBack(counted(run.record(index)));\n        table.remove(lane);\n        return lane;"),
            new PlantedBug(
                    "a person's pause forgotten at an assignment",
                    "Pauses.java",
                    "        pause(asked(assignments), PauseReason.ASKED_FOR, actions);\n        noRoom(",
                    "        noRoom("),
            new PlantedBug(
                    "pause for want of room forgotten",
                    "Pauses.java",
                    "        if (flow.isFull()) {\n            pause(assignments, PauseReason.NO_ROOM, actions);\n        } else",
                    "        anyForRoom |= flow.isFull();"),
            new PlantedBug(
                    "a failed commit is taken for confirmed",
                    "Engine.java",
                    "        if (confirmed) {\n            for (Commit.Entry",
                    "        if (true) {\n            for (Commit.Entry"),
            new PlantedBug(
                    "a failed commit is not repeated",
                    "CommitPolicy.java",
                    "        if (!confirmed) {\n            finished(0, now);\n        }\n",
                    ""),
            new PlantedBug(
                    "an older commit may come after a newer one",
                    "CommitPolicy.java",
                    "return !underWay && due != NEVER",
                    "return due != NEVER"),
            new PlantedBug(
                    "circuit opens and never probes",
                    "Circuit.java",
                    "if (state == CircuitState.OPEN && now - probeAt >= 0) {",
                    "if (now < 0) {"),
            new PlantedBug(
                    "circuit half open lets all through",
                    "Circuit.java",
                    "return state == CircuitState.CLOSED || wantsProbe();",
                    "return state != CircuitState.OPEN;"),
            new PlantedBug(
                    "circuit forgets its probe's end",
                    "Circuit.java",
                    "        if (run == probe) {",
                    "        if (run == null) {"),
            new PlantedBug(
                    "hands out long after the last poll",
                    "Membership.java",
                    "return state == State.SURE && now - polledNanos <= longestWithoutPoll;",
                    "return true;"),
            new PlantedBug(
                    "the first poll after a standstill is trusted",
                    "Membership.java",
                    "boolean stoodStill =",
                    "boolean stoodStill = false &&"),
            new PlantedBug(
                    "a dead letter is written for a partition that may be another's",
                    "Settler.java",
                    "        if (!membership.mayHandOut(now)) {",
                    "        if (now < 0) {"),
            new PlantedBug(
                    "a refused commit proves the membership as well",
                    "Membership.java",
                    "state = confirmed ? State.SURE : State.DOUBTED;",
                    "state = State.SURE;"),
            new PlantedBug(
                    "a release uses up an attempt",
                    "Settler.java",
                    "                lane.released++;\n                long due",
                    "                lane.refused++;\n                long due"),
            new PlantedBug(
                    "no look at the room for metadata",
                    "MetadataRoom.java",
                    "return now + (handedOut + 1) * more <= OffsetMapCodec.room(maxChars);",
                    "return true;"));

    /** What is found below is found for the bug's sake, and not for that of how it is planted. */
    @Test
    void withoutABugNothingIsFound(@TempDir Path folder) throws Exception {
        var none = new PlantedBug("none", "Engine.java", "public final class Engine {", "public final class Engine {");
        try (Mutant mutant = Mutant.of(none, folder)) {
            assertThat(Seeds.run(mutant.simulation(), 1, CLEAN_SEEDS, 1).failures())
                    .isEmpty();
        }
    }

    @Test
    void areAllFound(@TempDir Path folder) throws Exception {
        List<String> missed = new ArrayList<>();
        String wanted = System.getProperty("sim.bug", "");
        for (PlantedBug bug : BUGS) {
            if (!bug.name().contains(wanted)) {
                continue;
            }
            try (Mutant mutant = Mutant.of(bug, folder.resolve(String.valueOf(BUGS.indexOf(bug))))) {
                Seeds.Result result = Seeds.run(mutant.simulation(), 1, MOST_SEEDS, 1);
                if (result.failures().isEmpty()) {
                    missed.add(bug.name());
                    System.out.printf(
                            "%-52s NOT FOUND in %d seeds, %.1f s%n", bug.name(), result.ran(), result.seconds());
                } else {
                    Seeds.Failure failure = result.failures().getFirst();
                    System.out.printf(
                            "%-52s %s%n",
                            bug.name(), failure.report().lines().findFirst().orElse(""));
                }
            }
        }
        assertThat(missed).as("bugs that no seed caught").isEmpty();
    }
}
