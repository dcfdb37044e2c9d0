package dev.pollux.sim;

import dev.pollux.engine.CircuitState;
import dev.pollux.engine.PauseScope;
import dev.pollux.engine.Run;
import dev.pollux.guarantee.BrokenPromise;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** When nothing is to be handed out: long after the last poll, where a person paused it, and while the destination is away. */
final class HandOutRules {
    private record Asked(PauseScope scope, boolean pause) {}

    private final World world;
    private final PodProcess process;
    private final List<Asked> asked = new ArrayList<>();
    private long polled;
    private boolean isClosed = true;
    private @Nullable Run probe;

    /** Whether it woke from a standstill and was no member any more. */
    private boolean stranger;

    HandOutRules(World world, PodProcess process) {
        this.world = world;
        this.process = process;
    }

    /** At that time the partitions were this process' for sure. */
    void polled(long nanos) {
        if (isLong(nanos - polled)) {
            stranger = !world.group.isMember(process);
        }
        polled = nanos;
    }

    /** The client knows by now what the group gave and took. */
    void heard() {
        stranger = false;
    }

    /** A person asks. */
    void asked(PauseScope scope, boolean pause) {
        asked.add(new Asked(scope, pause));
    }

    /** The engine says how it stands with the destination. */
    void circuit(CircuitState state) {
        isClosed = state == CircuitState.CLOSED;
        probe = null;
    }

    /** A run is over. */
    void ended(Run run) {
        if (probe == run) {
            probe = null;
        }
    }

    /** While the destination is away, one record at a time finds out. */
    private void probes(Run run) {
        if (!isClosed) {
            if (probe != null || run.records().size() > 1) {
                throw new BrokenPromise(
                        "more than one record is handed out while the circuit is open: " + run.records());
            }
            probe = run;
        }
    }

    /** A run of this partition is handed out. */
    void check(Tenure tenure, Run run) {
        probes(run);
        long since = world.timeline.now() - polled;
        checkMembership("records are handed out");
        if (isLong(since)) {
            throw new BrokenPromise(
                    "records are handed out " + since / 1_000_000 + " ms after the last poll: " + tenure);
        }
        if (isPaused(tenure.partition)) {
            throw new BrokenPromise("records of a paused partition are handed out: " + tenure);
        }
    }

    /** What is only for members to do is done. */
    void checkMembership(String what) {
        boolean stoodStill = isLong(world.timeline.now() - polled);
        if (stranger || (stoodStill && !world.group.isMember(process))) {
            throw new BrokenPromise(what + " by who lost its membership while it stood still: " + process);
        }
    }

    private boolean isLong(long nanos) {
        return nanos > world.setup.polls().maxInterval().toNanos();
    }

    private boolean isPaused(TopicPartition partition) {
        boolean paused = false;
        for (Asked one : asked) {
            PauseScope scope = one.scope;
            boolean covers = (scope.topic() == null || scope.topic().equals(partition.topic()))
                    && (scope.partition() == null || scope.partition() == partition.partition());
            paused = covers ? one.pause : paused;
        }
        return paused;
    }
}
