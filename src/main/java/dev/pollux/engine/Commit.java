package dev.pollux.engine;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A commit for the poll thread to send; answered by {@link Event.CommitEnded}.
 *
 * @param entries at least one
 * @param last whether partitions are about to go, so that the poll thread has to wait for the answer
 */
public record Commit(List<Entry> entries, boolean last) {

    /**
     * One partition.
     *
     * @param assignment the assignment that it belongs to; the engine's own mark
     * @param offset the next offset to be handled
     * @param leaderEpoch the leader epoch of the offset; -1 where unknown
     * @param metadata what is finished beyond the offset, by {@link OffsetMapCodec}; empty for nothing
     * @param version what the engine knows by it; its own mark
     */
    public record Entry(Assignment assignment, long offset, int leaderEpoch, String metadata, long version) {
        /** The partition. */
        public TopicPartition partition() {
            return assignment.partition();
        }

        /** For the poll thread: whether the partition still is this member's, by the same assignment. */
        public boolean isOwned() {
            return !assignment.isGone();
        }
    }
}
