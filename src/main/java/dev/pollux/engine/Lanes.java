package dev.pollux.engine;

import dev.pollux.api.Delivery;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that wait to be handed out, and the lanes that hold them in order.
 *
 * <p>Arrivals are looked at only when a worker asks: a record whose lane is busy is parked in it then, once. A busy or
 * waiting lane blocks only itself.
 */
final class Lanes {
    private final Assignment assignment;
    private final LaneTable table;
    private final boolean oneOfALane;
    private final MetadataRoom room;
    private final Arrivals arrivals;
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();

    /** The run that has the partition to itself, if there is one: its records hold no lanes until another needs to know. */
    private @Nullable Run sole;

    /** While a run is filled: below this offset no closer look is needed. */
    private long freeUntil;

    /**
     * @param oneOfALane whether a run holds no two records of a lane, so that none of them has to come again because one
     *     before it failed
     * @param room how far ahead of the committable offset records may be handed out
     */
    Lanes(Assignment assignment, Ordering ordering, boolean oneOfALane, MetadataRoom room) {
        this.assignment = assignment;
        this.room = room;
        this.oneOfALane = oneOfALane;
        table = LaneTable.of(ordering, assignment);
        arrivals = new Arrivals(assignment.tracker);
    }

    /** Adds at least one record that came, see {@link OffsetTracker#come}. */
    void add(FetchedRecords records) {
        arrivals.add(records);
    }

    /** Adds records that were offered, or are settled. Before they are, {@link #offerAll}. */
    void addOffered(List<Delivery<byte[], byte[]>> records) {
        arrivals.addOffered(records);
    }

    /** Everything that came before is offered now. */
    void offerAll() {
        shareSole();
        arrivals.offerAll();
    }

    /** The timestamp of the oldest unfinished record that was not offered; -1 where there is none. */
    long timestampAsFetched() {
        Run run = sole;
        FetchedRecords ofSole = run == null ? null : run.fetched();
        return run == null || ofSole == null || run.reported == run.size()
                ? arrivals.timestampAsFetched()
                : ofSole.timestamp(run.reported);
    }

    /** Gives back memory that is not needed any more. */
    void shrink() {
        table.shrink();
    }

    /** Whether it is worth asking for a run. (It may still come out empty: all arrivals may belong to busy lanes.) */
    boolean mayHaveReady() {
        return !ready.isEmpty() || (!arrivals.isEmpty() && !isBlocked());
    }

    /** Whether what arrived has to wait, whatever its keys are. */
    private boolean isBlocked() {
        return table.isBlocked() || (sole != null && table.isOneLane());
    }

    /**
     * Moves up to {@code most} records that may be handled one after the other into a run, which may come out empty. What is too far
     * ahead ({@link MetadataRoom}) stays until something is finished.
     */
    Run nextRun(int most) {
        freeUntil = room.freeUntil(assignment.tracker, assignment.farthest);
        FetchedRecords asFetched = asFetched(most);
        if (asFetched != null) {
            return nextSole(asFetched);
        }
        shareSole();
        Run run = new Run(assignment);
        fill(run, most);
        return run;
    }

    private void fill(Run run, int most) {
        boolean alone = fillFromReady(run, most);
        if (alone || table.isBlocked()) {
            return;
        }
        while (run.size() < most && !arrivals.isEmpty() && mayHandOut(arrivals.first(), run)) {
            Delivery<byte[], byte[]> record = arrivals.removeFirst();
            Lane lane = table.laneOf(record);
            if (lane == null) {
                add(run, record, null);
            } else if (lane.phase() == Lane.Phase.IDLE) {
                start(lane, run);
                add(run, record, lane);
            } else if (lane.owner == run && !lane.hasParked() && !oneOfALane) {
                add(run, record, lane);
            } else {
                lane.park(record);
            }
        }
    }

    /**
     * Where everything unfinished has yet to be handed out, a run can have the oldest records as they were fetched: whoever handles
     * them one after the other keeps every order. For a single record that is not worth it.
     */
    private @Nullable FetchedRecords asFetched(int most) {
        boolean everythingWaits = sole == null && assignment.buffered == arrivals.size();
        return most > 1 && !oneOfALane && everythingWaits ? arrivals.moveOut(most, freeUntil) : null;
    }

    private Run nextSole(FetchedRecords oldest) {
        Run run = new Run(assignment, oldest);
        assignment.farthest = Math.max(assignment.farthest, oldest.offset(oldest.size() - 1));
        sole = run;
        return run;
    }

    /** Whether it is this run that has the partition to itself. */
    boolean isSole(Run run) {
        return run == sole;
    }

    /** The records of the sole run up to this one are finished: accepted. */
    void soleAccepted(Run run, FetchedRecords records, int to) {
        if (to == run.size()) {
            sole = null;
            assignment.tracker.awaits(arrivals.firstAsFetched());
        } else {
            assignment.tracker.awaits(records.offset(to));
        }
    }

    /** Gives the records of a sole run their lanes, for something happens that has to know them. */
    void share(Run run) {
        if (run == sole) {
            shareSole();
        }
    }

    private void shareSole() {
        Run run = sole;
        if (run == null) {
            return;
        }
        sole = null;
        for (int i = 0; i < run.size(); i++) {
            Delivery<byte[], byte[]> record = run.record(i);
            if (i >= run.reported) {
                assignment.tracker.offerAwaited(record.offset(), record.timestamp());
            }
            Lane lane = i < run.reported ? null : table.laneOf(record);
            if (lane != null) {
                if (lane.phase() == Lane.Phase.IDLE) {
                    start(lane, run);
                }
                lane.running++;
            }
            run.addLane(lane);
        }
        assignment.tracker.awaits(arrivals.firstAsFetched());
    }

    /** Returns true where the run holds a record that wants no company. */
    private boolean fillFromReady(Run run, int most) {
        for (int left = ready.size(); run.size() < most && left > 0; left--) {
            Lane lane = ready.getFirst();
            if (!mayHandOut(lane.first(), run)) {
                ready.addLast(ready.removeFirst());
                continue;
            }
            boolean alone = lane.nextIsAlone();
            if (alone && run.size() > 0) {
                return true;
            }
            ready.removeFirst();
            start(lane, run);
            if (alone) {
                add(run, lane.takeFirst(), lane);
                return true;
            }
            do {
                add(run, lane.takeFirst(), lane);
            } while (run.size() < most && lane.hasParked() && !oneOfALane && mayHandOut(lane.first(), run));
        }
        return false;
    }

    private boolean mayHandOut(Delivery<byte[], byte[]> record, Run run) {
        long offset = record.offset();
        return offset < freeUntil
                || room.allows(
                        assignment.tracker,
                        offset,
                        assignment.farthest,
                        assignment.inFlight + assignment.deadLettersUnderWay + run.size());
    }

    private static void start(Lane lane, Run run) {
        lane.become(Lane.Phase.RUNNING);
        lane.owner = run;
    }

    private void add(Run run, Delivery<byte[], byte[]> record, @Nullable Lane lane) {
        run.add(record, lane);
        assignment.farthest = Math.max(assignment.farthest, record.offset());
        if (lane != null) {
            lane.running++;
        }
    }

    /** A record of the run is finished: accepted. */
    void accepted(Run run, int index) {
        Lane lane = run.lane(index);
        if (lane != null) {
            lane.firstFinished();
            leaveRun(lane);
        }
    }

    /** A record of the run was not begun: it goes back to where it came from. Last ones first. */
    void putBack(Run run, int index) {
        share(run);
        Lane lane = run.lane(index);
        if (lane == null) {
            arrivals.putBack(run.record(index));
        } else {
            lane.putBack(run.record(index));
            leaveRun(lane);
        }
    }

    /** A record of the run was not accepted. Returns its lane, which has it in front and is for the caller to move on. */
    Lane failed(Run run, int index) {
        Lane lane = run.lane(index);
        if (lane == null) {
            lane = new Lane(assignment, null, 0);
            lane.become(Lane.Phase.RUNNING);
        } else {
            lane.running--;
            lane.owner = null;
        }
        lane.putBack(counted(run.record(index)));
        return lane;
    }

    /** A record of the run was handled behind one of its lane that failed: it comes again after that. Last ones first. */
    void again(Run run, int index, Lane lane) {
        lane.putBack(counted(run.record(index)));
        leaveRun(lane);
    }

    private static Delivery<byte[], byte[]> counted(Delivery<byte[], byte[]> record) {
        return record.withDeliveryCount(record.deliveryCount() + 1);
    }

    /** A lane's first record is finished without a run: dead-lettered or skipped. */
    void firstFinished(Lane lane) {
        lane.takeFirst();
        lane.firstFinished();
        settle(lane);
    }

    /** A waiting lane is due. */
    void due(Lane lane) {
        lane.become(Lane.Phase.READY);
        ready.addLast(lane);
    }

    private void leaveRun(Lane lane) {
        if (--lane.running == 0) {
            lane.owner = null;
            settle(lane);
        }
    }

    private void settle(Lane lane) {
        if (lane.hasParked()) {
            lane.become(Lane.Phase.READY);
            ready.addLast(lane);
        } else {
            lane.become(Lane.Phase.IDLE);
            table.remove(lane);
        }
    }
}
