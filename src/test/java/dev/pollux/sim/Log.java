package dev.pollux.sim;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** One partition's log, which may have gaps, lose its end to another leader, or be made anew. */
final class Log {
    /** From this offset on, records were written under this leader epoch. */
    private record EpochStart(int epoch, long offset) {}

    final TopicPartition partition;
    private final List<Rec> records = new ArrayList<>();
    private final List<EpochStart> epochs = new ArrayList<>();
    private long start;
    private long end;
    private int epoch;

    /** Grows when the topic is deleted and made again. */
    private int incarnation;

    /** Grows when offsets get to mean other records. */
    private int rewrites;

    Log(TopicPartition partition) {
        this.partition = partition;
        epochs.add(new EpochStart(0, 0));
    }

    List<Rec> records() {
        return records;
    }

    long start() {
        return start;
    }

    /** The next offset to be written. */
    long end() {
        return end;
    }

    int epoch() {
        return epoch;
    }

    int incarnation() {
        return incarnation;
    }

    int rewrites() {
        return rewrites;
    }

    void append(Rec record) {
        records.add(record);
        end = record.offset + 1;
    }

    /** Offsets without a record for us. */
    void gap(long length) {
        end += length;
    }

    /** The index of the first record at or behind this offset. */
    int indexFrom(long offset) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Another leader, with all records. */
    void elect() {
        epoch++;
        epochs.add(new EpochStart(epoch, end));
    }

    /** Another leader, which has only what is before this offset. */
    void truncate(long to) {
        remove(indexFrom(to), records.size());
        epochs.removeIf(begun -> begun.offset >= to && begun.epoch > 0);
        end = to;
        rewrites++;
        elect();
    }

    /** Deleted and made again. */
    void recreate() {
        remove(0, records.size());
        epochs.clear();
        epochs.add(new EpochStart(0, 0));
        start = 0;
        end = 0;
        epoch = 0;
        incarnation++;
        rewrites++;
    }

    /** Compaction takes one record; the offset stays unused. */
    void compact(int index) {
        remove(index, index + 1);
    }

    /** Retention takes all before this offset. */
    void expire(long before) {
        remove(0, indexFrom(before));
        start = before;
    }

    private void remove(int from, int to) {
        List<Rec> gone = records.subList(from, to);
        gone.forEach(rec -> rec.removed = true);
        gone.clear();
    }

    /** Under which epoch this offset was written. */
    int epochAt(long offset) {
        int at = 0;
        for (EpochStart begun : epochs) {
            at = begun.offset <= offset ? begun.epoch : at;
        }
        return at;
    }

    /** Whether who starts at this offset, with this leader epoch, is sent back (KIP-320), over offsets without a record for us. */
    boolean takesBackOverNothing(long offset, int of) {
        return of >= 0 && offset > endOfEpoch(of) && indexFrom(offset) == indexFrom(endOfEpoch(of));
    }

    /** Where this epoch's records end (KIP-101): behind it, another epoch's begin. */
    long endOfEpoch(int of) {
        for (EpochStart begun : epochs) {
            if (begun.epoch > of) {
                return begun.offset;
            }
        }
        return end;
    }
}
