package dev.pollux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingLanesTest {
    private final WaitingLanes waiting = new WaitingLanes();
    private final Assignment assignment = new Assignment(EngineRig.P0, Ordering.KEY, false, new MetadataRoom(4096));

    @Test
    void earliestIsFirstAndEqualOnesInTheirOrder() {
        Lane late = add(20);
        Lane early = add(10);
        Lane asEarly = add(10);
        assertThat(waiting.deadlineNanos()).isEqualTo(10);
        assertThat(waiting.takeDue(9)).isNull();
        assertThat(waiting.takeDue(10)).isSameAs(early);
        assertThat(waiting.takeDue(10)).isSameAs(asEarly);
        assertThat(waiting.takeDue(10)).isNull();
        assertThat(waiting.takeDue(25)).isSameAs(late);
        assertThat(waiting.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void clockMayPassItsOwnEnd() {
        Lane after = add(Long.MIN_VALUE + 5);
        Lane before = add(Long.MAX_VALUE - 5);
        assertThat(waiting.takeDue(Long.MAX_VALUE - 6)).isNull();
        assertThat(waiting.takeDue(Long.MAX_VALUE)).isSameAs(before);
        assertThat(waiting.takeDue(Long.MAX_VALUE)).isNull();
        assertThat(waiting.takeDue(Long.MIN_VALUE + 5)).isSameAs(after);
    }

    @Test
    void lanesOfAnAssignmentGoTogether() {
        add(10);
        var other = new Assignment(EngineRig.P1, Ordering.KEY, false, new MetadataRoom(4096));
        Lane stays = lane(other);
        waiting.add(stays, 20);
        waiting.drop(assignment);
        assertThat(waiting.takeDue(99)).isSameAs(stays);
        assertThat(waiting.takeDue(99)).isNull();
    }

    private Lane add(long due) {
        Lane lane = lane(assignment);
        waiting.add(lane, due);
        return lane;
    }

    private static Lane lane(Assignment assignment) {
        Lane lane = new Lane(assignment, null, 0);
        lane.become(Lane.Phase.RUNNING);
        return lane;
    }
}
