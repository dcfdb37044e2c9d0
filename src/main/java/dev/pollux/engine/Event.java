package dev.pollux.engine;

import dev.pollux.api.Outcome;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** What the engine is told. Events carry runs of records: one event for each record would cost most of the speed. */
public sealed interface Event {
    /** The group gave these partitions to this member, in addition to those that it has. */
    record Assigned(Collection<TopicPartition> partitions) implements Event {}

    /**
     * What an earlier assignment of this partition finished beyond the offset that it committed, as the commit's metadata
     * says; after {@link Assigned} and before anything is fetched.
     *
     * @param committed the offset of that commit
     */
    record Remembered(TopicPartition partition, long committed, OffsetMap finished) implements Event {}

    /** These partitions are about to go: nothing more is handed out; what is in flight may still finish. */
    record Revoking(Collection<TopicPartition> partitions) implements Event {}

    /** These partitions are gone, after a last commit. */
    record Revoked(Collection<TopicPartition> partitions) implements Event {}

    /** These partitions went some time ago and may have another owner: nothing is committed for them. */
    record Lost(Collection<TopicPartition> partitions) implements Event {}

    /** The logs of these partitions turned out to be others: nothing that was known of them holds, and they begin anew. */
    record BegunAnew(Collection<TopicPartition> partitions) implements Event {}

    /**
     * What one poll brought of one partition.
     *
     * @param records may be empty
     * @param nextOffset the consumer's position after them (KIP-1094)
     * @param leaderEpoch of all these records, or where there are none of the position; -1 where unknown
     */
    record Fetched(TopicPartition partition, FetchedRecords records, long nextOffset, int leaderEpoch)
            implements Event {}

    /**
     * A poll is over, whatever it brought.
     *
     * @param begunNanos when it began
     * @param heartbeats so many the group had answered by then; it only grows, and stays where it is if that cannot be told
     */
    record Polled(long begunNanos, long heartbeats) implements Event {}

    /** The poll thread waited for room in vain: partitions are paused until there is some, all or those that take it. */
    record NoRoom() implements Event {}

    /**
     * A run is over: every claimed record was accepted, but for the last, of which {@code last} speaks.
     *
     * @param nanos time that the handler took for all of them together
     */
    record Completed(Run run, Outcome last, long nanos) implements Event {}

    /**
     * A run is over that was handled in one call.
     *
     * @param outcomes one for each record of the run
     */
    record BatchCompleted(Run run, List<Outcome> outcomes, long nanos) implements Event {}

    /** A run that was handled in one call failed as a whole, which says nothing of any one record of several. */
    record BatchFailed(Run run, Outcome.Reject refusal, long nanos) implements Event {}

    /** The brokers acknowledged a dead letter, or would not. */
    record DeadLettered(DeadLetter letter, boolean acknowledged) implements Event {}

    /** A commit ended. */
    record CommitEnded(Commit commit, boolean confirmed) implements Event {}

    /** The brokers take less metadata with a commit than {@code commit.metadata-max-chars}. */
    record MetadataTooLarge() implements Event {}

    /** Asks for a commit of everything that is finished in these partitions, now. */
    record CommitNow(Collection<TopicPartition> partitions) implements Event {}

    /** A person wants these neither fetched nor handed out. */
    record PauseAsked(PauseScope scope) implements Event {}

    /** A person wants these to go on. */
    record ResumeAsked(PauseScope scope) implements Event {}

    /** Time passed. */
    record Tick() implements Event {}

    /** The worker is to stop: nothing more is handed out. */
    record Drain() implements Event {}
}
