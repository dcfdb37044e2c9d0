package dev.pollux.engine.earlier;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes as they were when they had a table of their own: an object for each key at work, arrivals looked at only when a
 * worker asks, a record whose lane is busy parked in it once. What happens when records fail is left out, and so is the look
 * at the commit's metadata.
 */
public final class ProbedLanes implements AnyLanes<ProbedLanes.Batch> {
    /** Records that are handed out, and the lane of each. */
    public static final class Batch {
        private final ArrayList<Delivery<byte[], byte[]>> records;
        private final ArrayList<@Nullable ProbedLane> lanes;

        Batch(int expected) {
            records = new ArrayList<>(expected);
            lanes = new ArrayList<>(expected);
        }

        private void add(Delivery<byte[], byte[]> record, @Nullable ProbedLane lane) {
            records.add(record);
            lanes.add(lane);
            if (lane != null) {
                lane.running++;
            }
        }
    }

    private final ProbedTable table = new ProbedTable();
    private final ArrayDeque<Delivery<byte[], byte[]>> arrivals = new ArrayDeque<>();
    private final ArrayDeque<ProbedLane> ready = new ArrayDeque<>();

    @Override
    public void add(List<Delivery<byte[], byte[]>> records) {
        arrivals.addAll(records);
    }

    @Override
    public @Nullable Batch take(int most) {
        if (ready.isEmpty() && arrivals.isEmpty()) {
            return null;
        }
        Batch run = new Batch(most);
        if (!fillFromReady(run, most)) {
            fillFromArrivals(run, most);
        }
        return run.records.isEmpty() ? null : run;
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
        for (int i = 0; i < run.records.size(); i++) {
            ProbedLane lane = run.lanes.get(i);
            if (lane != null) {
                lane.firstFinished();
                if (--lane.running == 0) {
                    lane.owner = null;
                    settle(lane);
                }
            }
        }
        return run.records.size();
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
