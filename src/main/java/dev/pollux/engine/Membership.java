package dev.pollux.engine;

import java.time.Duration;

/**
 * Whether the partitions are this member's, as far as polls and commits tell.
 *
 * <p>After a time without a poll that is as long as a session they may be another member's, and nothing is handed out. The first
 * polls afterwards prove nothing: they may be over before the heartbeats' answer, which says that the group has given the
 * partitions away, and there is none as long as the brokers are down. A commit that they take tells; or heartbeats that they
 * answer, for where commits fail for another reason, as those of a topic that is gone.
 */
final class Membership {
    /** Until the brokers are asked again whose the partitions are. */
    static final long ASK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * The first answer may be to a heartbeat from before the standstill, and what the second one says may come out with the poll
     * after the next. To who lost the partitions there is no third.
     */
    private static final int TELLING_HEARTBEATS = 3;

    private enum State {
        SURE,
        DOUBTED,
        /** A commit is under way that will tell. */
        ASKED
    }

    private final long longestWithoutPoll;
    private State state = State.SURE;

    /** When the last poll that is over began. */
    private long polledNanos;

    /** So many heartbeats were answered when the first poll after the last standstill began. */
    private long heartbeatsBefore;

    Membership(Duration longestWithoutPoll) {
        this.longestWithoutPoll = longestWithoutPoll.toNanos();
    }

    /** The group gave partitions just now. */
    void assigned(long now) {
        polledNanos = now;
    }

    /**
     * A poll is over that began then, when so many heartbeats were answered. Returns whether it ended a standstill: a commit that
     * is under way proves nothing then.
     */
    boolean polled(long begunNanos, long heartbeats) {
        boolean stoodStill = begunNanos - polledNanos > longestWithoutPoll;
        if (stoodStill) {
            state = State.DOUBTED;
            heartbeatsBefore = heartbeats;
        } else if (heartbeats - heartbeatsBefore >= TELLING_HEARTBEATS) {
            state = State.SURE;
        }
        polledNanos = begunNanos;
        return stoodStill;
    }

    /** There is no partition that might be another member's. */
    void nothingAssigned() {
        state = State.SURE;
    }

    boolean mayHandOut(long now) {
        return state == State.SURE && now - polledNanos <= longestWithoutPoll;
    }

    boolean isDoubted() {
        return state == State.DOUBTED;
    }

    /** A commit of all positions is under way; one at a time is. */
    void asked() {
        if (state == State.DOUBTED) {
            state = State.ASKED;
        }
    }

    /** The commit that was under way came back. Returns whether it left a doubt where it was. */
    boolean answered(boolean confirmed) {
        if (state != State.ASKED) {
            return false;
        }
        state = confirmed ? State.SURE : State.DOUBTED;
        return !confirmed;
    }
}
