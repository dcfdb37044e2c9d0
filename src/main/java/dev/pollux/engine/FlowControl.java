package dev.pollux.engine;

/**
 * How much may be fetched ahead, in records and bytes, and who pauses when the buffer fills.
 *
 * <p>The buffer is full when another poll might not fit. Above half of it, a partition with more than its share is paused,
 * so that one that stands still (a record that is retried) leaves room for the others; not at once ({@link Pauses#hasRoom}). What one poll may bring of a
 * partition is no reason: it comes at once and goes soon.
 */
final class FlowControl {
    private final int maxRecords;
    private final long maxBytes;
    private final int pollRecords;
    private final long pollBytes;

    private int records;
    private long bytes;

    /**
     * @param polls what one poll brings at most; for a buffer that is smaller a single record must do, and half of the bytes
     */
    FlowControl(BufferSettings settings, PollSettings polls) {
        maxRecords = settings.maxRecords();
        maxBytes = settings.maxBytes();
        pollRecords = Math.min(polls.maxRecords(), maxRecords);
        pollBytes = Math.min(polls.maxBytes(), maxBytes / 2);
    }

    void fetched(int moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
    }

    void finished(int fewerRecords, long fewerBytes) {
        records -= fewerRecords;
        bytes -= fewerBytes;
    }

    int records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    boolean isFull() {
        return records > maxRecords - pollRecords || bytes > maxBytes - pollBytes;
    }

    /** Low enough for whatever was paused to be fetched again. */
    boolean isLow() {
        return !isFull() && records <= maxRecords / 2 && bytes <= maxBytes / 2;
    }

    /**
     * Whether a paused partition may be fetched again. One that has little itself need not wait until the buffer is low:
     * what fills it may stand still for long.
     */
    boolean hasRoomFor(Assignment assignment, int partitions) {
        return isLow()
                || (!isFull()
                        && assignment.buffered <= maxRecords / partitions / 2
                        && assignment.bufferedBytes <= maxBytes / partitions / 2);
    }

    /** Whether a partition is too far ahead of the others. */
    boolean exceedsShare(Assignment assignment, int partitions) {
        return !isLow()
                && (assignment.buffered > Math.max(maxRecords / partitions, pollRecords)
                        || assignment.bufferedBytes > maxBytes / partitions);
    }
}
