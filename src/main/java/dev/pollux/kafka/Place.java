package dev.pollux.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** Where a partition of this member stands. For the poll thread alone. */
final class Place {
    private static final long NOWHERE = -1;

    private long position = NOWHERE;

    /** What the group had of it when it came; null where it had nothing, or has not said so. */
    private @Nullable OffsetAndMetadata committed;

    private boolean knowsCommitted;

    /** The newest leader epoch below the position; empty where none is known. */
    private Optional<Integer> leaderEpoch = Optional.empty();

    /** At most once: what is committed of it before its records are handled. */
    private long committedBefore = NOWHERE;

    /** When the group gave it, or its topic turned out to be another one, by {@code System.nanoTime()}. */
    private final long cameNanos;

    /** When it began anew, by {@code System.nanoTime()}; null where it has not. */
    private @Nullable Long begunAnew;

    /** Whether its leader epochs are those of the log that it had before it began anew. */
    private boolean inheritsEpoch;

    private Place(long cameNanos) {
        this.cameNanos = cameNanos;
    }

    /** One that the group just gave. */
    static Place fresh(long now) {
        return new Place(now);
    }

    /** The log went back: what is left of it has no newer leader epoch, unless it is that of another topic. */
    Place afterGoingBack(long now) {
        Place anew = begunAnew(cameNanos, now);
        anew.committed = committed;
        anew.leaderEpoch = leaderEpoch;
        anew.inheritsEpoch = true;
        return anew;
    }

    /** The topic is another one: nothing holds, and what the group has is about the old one. */
    static Place afterReplacement(long now) {
        return begunAnew(now, now);
    }

    private static Place begunAnew(long cameNanos, long now) {
        Place anew = new Place(cameNanos);
        anew.begunAnew = now;
        anew.knowsCommitted = true;
        return anew;
    }

    /** Since when it has its topic's log, whichever that is. */
    long cameNanos() {
        return cameNanos;
    }

    /** Where the next fetch begins, as far as the engine knows; -1 before it knows anything. */
    long position() {
        return position;
    }

    /** Moves on. Returns false where that is no news. */
    boolean move(long next, int epoch) {
        if (next <= position) {
            return false;
        }
        position = next;
        if (epoch >= 0) {
            leaderEpoch = Optional.of(epoch);
        }
        return true;
    }

    /** A record of its present log came. */
    void recordCame() {
        inheritsEpoch = false;
    }

    Optional<Integer> leaderEpoch() {
        return leaderEpoch;
    }

    /** The group had this commit when the partition came; null for none. */
    void found(@Nullable OffsetAndMetadata commit) {
        committed = commit;
        knowsCommitted = true;
    }

    /** Whether it is known what the group had when the partition came. */
    boolean knowsCommitted() {
        return knowsCommitted;
    }

    /**
     * The leader epoch to commit a beginning with: the one that was committed with this position, or with a later one from
     * which the client was set back. Whoever commits it again must not lose it, or nobody would notice when the log goes back
     * further. No record before the position is of a newer one.
     */
    Optional<Integer> committedEpoch(long beginning) {
        return Optional.ofNullable(committed)
                .filter(known -> beginning <= known.offset())
                .flatMap(OffsetAndMetadata::leaderEpoch)
                .or(this::leaderEpoch);
    }

    /** At most once: everything before this offset is committed. */
    void committedBefore(long offset) {
        committedBefore = offset;
    }

    /** At most once: whether a commit of this offset would go back behind records that may have been handled. */
    boolean isOvertaken(long offset) {
        return offset < committedBefore;
    }

    /** Whether a leader epoch is known that a topic made anew does not have: those begin at 0. */
    boolean mayMislead() {
        return Math.max(leaderEpoch.orElse(0), committedEpoch(0).orElse(0)) > 0;
    }

    /** When it began anew, where its leader epochs may be those of an older topic of the name; null otherwise. */
    @Nullable
    Long doubtedSince() {
        return inheritsEpoch ? begunAnew : null;
    }

    /** Nobody can say whether the topic still is the same, so its leader epochs may be another one's. */
    void forgetEpochs() {
        committed = null;
        leaderEpoch = Optional.empty();
        inheritsEpoch = false;
    }

    /**
     * Whether it is at home in the log of a topic that was made anew after that time. Where it went back and no record came
     * since, the leader epoch is still that of the old topic's: whoever read it from a commit would wait for a leader of an epoch
     * that the new topic does not have.
     */
    boolean isAtHomeSince(long nanos) {
        return begunAnew != null && begunAnew - nanos > 0 && !inheritsEpoch;
    }
}
