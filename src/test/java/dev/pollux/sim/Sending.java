package dev.pollux.sim;

import dev.pollux.engine.Commit;
import dev.pollux.guarantee.BrokenPromise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way.
 *
 * @param commit the engine's; null where it is none of its
 */
record Sending(@Nullable Commit commit, Map<TopicPartition, Part> parts) {
    /**
     * One partition of it.
     *
     * @param rewrites the state of the log that its sender knows
     */
    record Part(Tenure tenure, long offset, int epoch, String metadata, int rewrites, int incarnation) {}

    /** Takes note of what the engine just decided, and sees whether it may. */
    static Sending of(PodProcess process, Commit commit, boolean commitsFirst) {
        Map<TopicPartition, Part> parts = new LinkedHashMap<>();
        for (Commit.Entry entry : commit.entries()) {
            Tenure tenure = process.tenures().get(entry.partition());
            if (tenure == null || !entry.isOwned()) {
                throw new BrokenPromise("commits what is not owned: " + entry.partition() + " at " + entry.offset());
            }
            if (!commitsFirst) {
                tenure.ledger.commits(entry.offset());
            }
            CommittedMaps.check(process.world(), tenure, entry);
            parts.put(entry.partition(), part(tenure, entry.offset(), entry.leaderEpoch(), entry.metadata()));
        }
        return new Sending(commit, parts);
    }

    static Part part(Tenure tenure, long offset, int epoch, String metadata) {
        return new Part(tenure, offset, epoch, metadata, tenure.rewrites, tenure.incarnation);
    }

    /** Without the partitions that are committed further by now. */
    Sending withoutOvertaken(Map<TopicPartition, Long> committedBefore) {
        Map<TopicPartition, Part> left = new LinkedHashMap<>(parts);
        left.entrySet().removeIf(entry -> entry.getValue().offset < committedBefore.getOrDefault(entry.getKey(), -1L));
        return new Sending(commit, left);
    }

    /** Without the partitions that went since it was decided. */
    Sending owned() {
        Map<TopicPartition, Part> owned = new LinkedHashMap<>();
        for (Commit.Entry entry : Objects.requireNonNull(commit).entries()) {
            Part part = parts.get(entry.partition());
            if (part != null && entry.isOwned()) {
                if (part.tenure.ledger.isGone()) {
                    throw new BrokenPromise("commits what is not owned: " + part.tenure + " at " + part.offset);
                }
                owned.put(entry.partition(), part);
            }
        }
        return new Sending(commit, owned);
    }
}
