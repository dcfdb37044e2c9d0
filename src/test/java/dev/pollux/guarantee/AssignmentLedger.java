package dev.pollux.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;

/**
 * The records of one assignment of one partition, and what is promised of them: nothing is handed out twice without a reason,
 * nothing at all once the partition goes, nothing that was finished before; no commit passes unfinished work or says that
 * it was finished.
 */
public final class AssignmentLedger {
    private enum State {
        OFFERED,
        IN_PROGRESS,
        /** It may be handed out again. */
        AGAIN,
        /** It may not, but is not finished: its dead letter is on its way. */
        GIVEN_UP,
        FINISHED
    }

    /** What an earlier assignment said of a record. */
    private enum Known {
        NOTHING,
        PERHAPS,
        AS_FINISHED
    }

    private enum Phase {
        ACTIVE,
        REVOKING,
        GONE
    }

    private static final class Entry {
        private final long offset;
        private State state = State.OFFERED;
        private Known known = Known.NOTHING;
        private boolean reported;
        private int refused;

        Entry(long offset) {
            this.offset = offset;
        }
    }

    private final String name;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Entry> byOffset = new HashMap<>();
    private int firstUnfinished;
    private long position = -1;
    private Phase phase = Phase.ACTIVE;

    /**
     * @param name for people
     */
    public AssignmentLedger(String name) {
        this.name = name;
    }

    /** A record is fetched. */
    public void offered(long offset) {
        Entry entry = new Entry(offset);
        entries.add(entry);
        byOffset.put(offset, entry);
        position = offset + 1;
    }

    /**
     * A record that was just offered is finished, by what an earlier assignment committed.
     *
     * @param surely whether that is beyond doubt, so that it is not to be handed out
     */
    public void knownAsFinished(long offset, boolean surely) {
        Entry entry = entry(offset);
        entry.known = surely ? Known.AS_FINISHED : Known.PERHAPS;
        entry.state = State.FINISHED;
    }

    /** The next offset that will be fetched. */
    public void position(long next) {
        position = Math.max(position, next);
    }

    /** A handler gets the record. */
    public void begun(long offset) {
        Entry entry = entry(offset);
        if (phase != Phase.ACTIVE) {
            throw new BrokenPromise(say(entry, "is handed out while the partition is " + phase));
        }
        if (entry.known == Known.AS_FINISHED) {
            throw new BrokenPromise(say(entry, "is handed out, though the commit said that it was finished"));
        }
        boolean first = entry.state == State.OFFERED || entry.known == Known.PERHAPS;
        entry.known = Known.NOTHING;
        if (!first && entry.state != State.AGAIN) {
            throw new BrokenPromise(say(entry, "is handed out a second time while it is " + entry.state));
        }
        entry.state = State.IN_PROGRESS;
    }

    /** The record may come again. */
    public void again(long offset) {
        entry(offset).state = State.AGAIN;
    }

    /** The handler refused the record. Returns how often it did so far. */
    public int refused(long offset) {
        return ++entry(offset).refused;
    }

    /** The record's attempts are used up. */
    public void givenUp(long offset) {
        entry(offset).state = State.GIVEN_UP;
    }

    /** A dead letter is about to be written. */
    public void deadLetter(long offset) {
        Entry entry = entry(offset);
        if (phase == Phase.GONE) {
            throw new BrokenPromise(say(entry, "becomes a dead letter after the partition went"));
        }
        if (entry.state != State.GIVEN_UP) {
            throw new BrokenPromise(say(entry, "becomes a dead letter while it is " + entry.state));
        }
    }

    /** The record was accepted, skipped, or its dead letter acknowledged. Returns false where it was finished before. */
    public boolean finished(long offset) {
        Entry entry = entry(offset);
        boolean isNews = entry.state != State.FINISHED;
        entry.state = State.FINISHED;
        return isNews;
    }

    /** Nothing more of it is to be handed out. */
    public void revoking() {
        phase = Phase.REVOKING;
    }

    /** It is over: whatever is still heard of it counts for nothing. */
    public void gone() {
        phase = Phase.GONE;
    }

    /** Whether it is over. */
    public boolean isGone() {
        return phase == Phase.GONE;
    }

    /** A commit of this offset is sent for it. */
    public void commits(long offset) {
        if (phase == Phase.GONE) {
            throw new BrokenPromise("commits what is not owned: " + name + " at " + offset);
        }
        long committable = committable();
        if (offset > committable) {
            throw new BrokenPromise("a commit passes unfinished work: " + name + " at " + offset
                    + ", while everything is finished up to " + committable + " only");
        }
    }

    /**
     * A commit of this offset is sent for it that says of these records that they are finished.
     *
     * @param whole whether it is to name all of which that was reported
     */
    public void commitClaims(long offset, LongPredicate finished, boolean whole) {
        for (Entry entry : entries.subList(firstUnfinished, entries.size())) {
            boolean claimed = entry.offset >= offset && finished.test(entry.offset);
            if (claimed && entry.state != State.FINISHED) {
                throw new BrokenPromise(say(entry, "is finished, says a commit, and it is " + entry.state));
            }
            if (whole && !claimed && entry.reported && entry.offset >= offset) {
                throw new BrokenPromise(say(entry, "is finished, and a commit of " + offset + " forgets it"));
            }
        }
    }

    /** Whoever commits knows that the record is finished. */
    public void reported(long offset) {
        entry(offset).reported = true;
    }

    /** The offsets that were offered and are not finished. */
    public List<Long> unfinished() {
        return entries.stream()
                .filter(entry -> entry.state != State.FINISHED)
                .map(entry -> entry.offset)
                .toList();
    }

    private long committable() {
        while (firstUnfinished < entries.size() && entries.get(firstUnfinished).state == State.FINISHED) {
            firstUnfinished++;
        }
        return firstUnfinished == entries.size() ? position : entries.get(firstUnfinished).offset;
    }

    private Entry entry(long offset) {
        return Objects.requireNonNull(byOffset.get(offset), () -> name + " was never offered " + offset);
    }

    private String say(Entry entry, String what) {
        return name + '@' + entry.offset + ' ' + what;
    }
}
