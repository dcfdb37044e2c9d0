package dev.pollux.engine;

/**
 * Whether what is finished out of order will fit into a commit's metadata: nothing is handed out whose end could not be
 * written down, so that nothing has to be forgotten.
 *
 * <p>A bit set holds whatever happens within so many offsets. Further ahead, as in a compacted topic, run lengths must do: each
 * record in flight may add one more run to them.
 */
final class MetadataRoom {
    private int maxChars;

    MetadataRoom(int maxChars) {
        this.maxChars = maxChars;
    }

    int maxChars() {
        return maxChars;
    }

    /** The brokers accept less than what is configured. Returns whether there is less to try. */
    boolean halve() {
        boolean possible = maxChars > CommitSettings.LEAST_METADATA_CHARS;
        maxChars = Math.max(CommitSettings.LEAST_METADATA_CHARS, maxChars / 2);
        return possible;
    }

    /** Up to this offset, exclusive, every record may be handed out without a closer look. */
    long freeUntil(OffsetTracker tracker, long farthest) {
        long within = tracker.committable() + OffsetMapCodec.room(maxChars) * 8L;
        return farthest < within ? within : tracker.committable() + 1;
    }

    /**
     * Whether this record may be handed out. The oldest unfinished one always may, or nothing would ever end.
     *
     * @param farthest the highest offset that was handed out, or finished before
     * @param handedOut records handed out and not finished
     */
    boolean allows(OffsetTracker tracker, long offset, long farthest, int handedOut) {
        if (offset < freeUntil(tracker, Math.max(farthest, offset))) {
            return true;
        }
        long committable = tracker.committable();
        int more = 2 * OffsetMapCodec.varintSize(Math.max(farthest, offset) - committable);
        int now = tracker.runBytesBeyond();
        return now + (handedOut + 1) * more <= OffsetMapCodec.room(maxChars);
    }
}
