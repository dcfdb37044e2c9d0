package dev.pollux.engine.earlier;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes as they were when deliveries were made by the poll thread and kept in the lists that they came in: a run that had
 * the partition to itself took the oldest ones without lanes, but each record was offered to the tracker. What happens when
 * records fail or are given back is left out, and so is the look at the commit's metadata.
 */
public final class ListedLanes implements AnyLanes<ListedLanes.Batch> {
    /** Records that are handed out, and the lane of each; no lanes while it has the partition to itself. */
    public static final class Batch {
        private List<Delivery<byte[], byte[]>> records = new ArrayList<>(0);
        private final ArrayList<@Nullable ProbedLane> lanes = new ArrayList<>(0);

        private void add(Delivery<byte[], byte[]> record, @Nullable ProbedLane lane) {
            records.add(record);
            lanes.add(lane);
            if (lane != null) {
                lane.running++;
            }
        }
    }

    private final OffsetTrackerOfEach tracker = new OffsetTrackerOfEach();
    private final ProbedTable table = new ProbedTable();
    private final ListedArrivals arrivals = new ListedArrivals();
    private final ArrayDeque<ProbedLane> ready = new ArrayDeque<>();
    private @Nullable Batch sole;

    @Override
    public void add(List<Delivery<byte[], byte[]>> records) {
        for (Delivery<byte[], byte[]> record : records) {
            tracker.offer(record.offset(), record.timestamp());
        }
        arrivals.add(records);
    }

    @Override
    public @Nullable Batch take(int most) {
        if (ready.isEmpty() && arrivals.isEmpty()) {
            return null;
        }
        Batch run = new Batch();
        if (!arrivals.isEmpty() && tracker.unfinished() == arrivals.size()) {
            run.records = arrivals.removeOldest(most);
            sole = run;
            return run;
        }
        shareSole();
        if (!fillFromReady(run, most)) {
            fillFromArrivals(run, most);
        }
        return run.records.isEmpty() ? null : run;
    }

    private void shareSole() {
        Batch run = sole;
        if (run == null) {
            return;
        }
        sole = null;
        for (Delivery<byte[], byte[]> record : run.records) {
            byte[] key = record.key();
            ProbedLane lane = key == null ? null : table.laneOf(key);
            if (lane != null) {
                if (lane.phase() == ProbedLane.Phase.IDLE) {
                    start(lane, run);
                }
                lane.running++;
            }
            run.lanes.add(lane);
        }
    }

    private void fillFromArrivals(Batch run, int most) {
        while (run.records.size() < most && !arrivals.isEmpty()) {
            Delivery<byte[], byte[]> record = arrivals.removeFirst();
            byte[] key = record.key();
            if (key == null) {
                run.add(record, null);
                continue;
            }
            ProbedLane lane = table.laneOf(key);
            if (lane.phase() == ProbedLane.Phase.IDLE) {
                start(lane, run);
                run.add(record, lane);
            } else if (lane.owner == run && !lane.hasParked()) {
                run.add(record, lane);
            } else {
                lane.park(record);
            }
        }
    }

    private boolean fillFromReady(Batch run, int most) {
        for (int left = ready.size(); run.records.size() < most && left > 0; left--) {
            boolean alone = ready.getFirst().nextIsAlone();
            if (alone && !run.records.isEmpty()) {
                return true;
            }
            ProbedLane lane = ready.removeFirst();
            start(lane, run);
            do {
                run.add(lane.takeFirst(), lane);
            } while (!alone && run.records.size() < most && lane.hasParked());
            if (alone) {
                return true;
            }
        }
        return false;
    }

    private static void start(ProbedLane lane, Batch run) {
        lane.become(ProbedLane.Phase.RUNNING);
        lane.owner = run;
    }

    @Override
    public List<Delivery<byte[], byte[]>> records(Batch run) {
        return run.records;
    }

    @Override
    public int accept(Batch run) {
        int size = run.records.size();
        if (run == sole) {
            sole = null;
            var _ = tracker.finishOldest(size, run.records.getLast().offset());
            return size;
        }
        for (int i = 0; i < size; i++) {
            var _ = tracker.finish(run.records.get(i).offset());
            ProbedLane lane = run.lanes.get(i);
            if (lane != null) {
                lane.firstFinished();
                if (--lane.running == 0) {
                    lane.owner = null;
                    settle(lane);
                }
            }
        }
        return size;
    }

    private void settle(ProbedLane lane) {
        if (lane.hasParked()) {
            lane.become(ProbedLane.Phase.READY);
            ready.addLast(lane);
        } else {
            lane.become(ProbedLane.Phase.IDLE);
            table.remove(lane);
        }
    }
}
