package dev.pollux.engine;

import dev.pollux.api.Delivery;
import dev.pollux.engine.earlier.AnyLanes;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Today's {@link Lanes}, with the offsets and counts of their assignment, without which no run has a partition to itself. */
final class CurrentLanes implements AnyLanes<Run> {
    /** None is ever committed: all of them have to be allowed. */
    private static final int METADATA_CHARS = 1 << 20;

    private final Assignment assignment =
            new Assignment(new TopicPartition("t", 0), Ordering.KEY, false, new MetadataRoom(METADATA_CHARS));

    @Override
    public void add(List<Delivery<byte[], byte[]>> records) {
        assignment.fetched(RecordsAtHand.of(records), records.getLast().offset() + 1, 7, false);
    }

    @Override
    public @Nullable Run take(int most) {
        if (!assignment.lanes.mayHaveReady()) {
            return null;
        }
        Run run = assignment.lanes.nextRun(most);
        assignment.inFlight += run.size();
        return run.size() == 0 ? null : run;
    }

    @Override
    public List<Delivery<byte[], byte[]>> records(Run run) {
        return run.records();
    }

    /** As {@link Settler} does it, after the worker has looked at its records. */
    @Override
    public int accept(Run run) {
        int size = run.records().size();
        FetchedRecords fetched = run.fetched();
        assignment.inFlight -= size;
        assignment.buffered -= size;
        if (fetched != null && assignment.lanes.isSole(run)) {
            assignment.bufferedBytes -= fetched.bytes(0, size);
            assignment.lanes.soleAccepted(run, fetched, size);
            return size;
        }
        for (int i = 0; i < size; i++) {
            Delivery<byte[], byte[]> record = run.records().get(i);
            assignment.bufferedBytes -= Footprint.of(record);
            if (!assignment.tracker.finish(record.offset())) {
                throw new IllegalStateException(record + " was not to be finished");
            }
            assignment.lanes.accepted(run, i);
        }
        return size;
    }
}
