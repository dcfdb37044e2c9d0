package dev.pollux.engine;

import java.util.ArrayDeque;

/**
 * Under which leader epoch the records of a partition were written, for those that are not committed yet (KIP-320): an
 * offset that is committed with its epoch lets the client notice after a restart that the log was truncated.
 */
final class LeaderEpochs {
    /** From this offset on the epoch was this one. */
    private record Since(long offset, int epoch) {}

    /** Ascending; nearly always one. */
    private final ArrayDeque<Since> known = new ArrayDeque<>(2);

    /** Records from this offset on have this epoch; -1 for unknown. */
    void add(long offset, int epoch) {
        Since last = known.peekLast();
        if (last == null || last.epoch != epoch) {
            known.addLast(new Since(offset, epoch));
        }
    }

    /** The epoch at this offset, of which no older one is asked for any more; -1 where unknown. */
    int at(long offset) {
        int epoch = -1;
        while (!known.isEmpty() && known.getFirst().offset <= offset) {
            epoch = known.removeFirst().epoch;
        }
        if (epoch >= 0) {
            known.addFirst(new Since(offset, epoch));
        }
        return epoch;
    }

    /** The newest; -1 where unknown. */
    int newest() {
        return known.isEmpty() ? -1 : known.getLast().epoch;
    }
}
