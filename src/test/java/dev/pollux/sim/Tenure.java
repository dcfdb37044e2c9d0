package dev.pollux.sim;

import dev.pollux.engine.EngineInside;
import dev.pollux.engine.OffsetMap;
import dev.pollux.guarantee.AssignmentLedger;
import dev.pollux.guarantee.OneAtATime;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One assignment of one partition to one process, as the simulation knows it. */
final class Tenure {
    final TopicPartition partition;
    final AssignmentLedger ledger;
    final OneAtATime oneAtATime = new OneAtATime();
    private final String name;

    private OffsetMap map = OffsetMap.NONE;
    private int mapOf = -1;
    private @Nullable Committed found;
    private boolean isCommittedKnown;

    /** Fetched and not finished. */
    int buffered;

    /** Whether it fetched any record so far. */
    boolean hasRead;

    /** The position that the engine knows of; -1 before the first. */
    long position = -1;

    /** The newest leader epoch below the position; -1 where unknown. */
    int epoch = -1;

    /** The state of the log that its last fetch saw. */
    int rewrites;

    int incarnation;

    Tenure(TopicPartition partition, String name, int rewrites, int incarnation) {
        this.partition = partition;
        this.name = name;
        this.rewrites = rewrites;
        this.incarnation = incarnation;
        ledger = new AssignmentLedger(name);
    }

    /** The group had this commit when the partition came; null for none. */
    void found(@Nullable Committed commit) {
        found = commit;
        isCommittedKnown = true;
    }

    /** Whether the brokers said what the group had. */
    boolean isCommittedKnown() {
        return isCommittedKnown;
    }

    /** The leader epoch that was committed with this position or a later one; -1 for none. */
    int committedEpoch(long at) {
        return found != null && at <= found.offset() && found.epoch() >= 0 ? found.epoch() : epoch;
    }

    /** What an earlier assignment finished, as it was committed when the log had been rewritten so often. */
    void remembers(OffsetMap finished, int whenRewritten) {
        map = finished;
        mapOf = whenRewritten;
    }

    /** Whether a commit said that this record was finished, and rightly so. */
    boolean remembers(Rec rec) {
        return rec.finished && EngineInside.contains(map, rec.offset);
    }

    /** Whether its commits may carry on what was finished in the log before that was rewritten. */
    boolean carriesAnotherLogsMap() {
        return !map.isEmpty() && !isForThisLog();
    }

    /** Whether the log is what it was at that commit. */
    boolean isForThisLog() {
        return mapOf == rewrites;
    }

    @Override
    public String toString() {
        return name;
    }
}
