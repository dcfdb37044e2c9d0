package dev.pollux.engine;

import dev.pollux.api.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;

/**
 * The engine's one door: events in, decisions out.
 *
 * <p>Not thread-safe: one thread at a time, and always with a time that does not go back.
 */
public final class Engine {
    /** Where the whole stands. */
    private enum Phase {
        RUNNING,
        /** Nothing more is handed out. */
        DRAINING,
        /** Nothing is in flight any more. */
        DRAINED
    }

    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final EngineSettings settings;
    private final Pace pace;
    private final FlowControl flow;
    private final CommitPolicy commits;
    private final WaitingLanes waiting = new WaitingLanes();
    private final Settler settler;

    /** In the order in which they came, so that the same events lead to the same actions. */
    private final Map<TopicPartition, Assignment> assignments = new LinkedHashMap<>();

    /** Partitions that may have records to hand out, each at most once; one run from each in turn. */
    private final ArrayDeque<Assignment> line = new ArrayDeque<>();

    private final RunsInFlight runs;
    private boolean anyPaused;
    private Phase phase = Phase.RUNNING;

    /**
     * @param pollRecords the most records that one poll brings ({@code max.poll.records})
     * @param random draws the jitter of retries; the only randomness in here
     */
    public Engine(EngineSettings settings, Pace pace, int pollRecords, RandomGenerator random) {
        this.settings = settings;
        this.pace = pace;
        flow = new FlowControl(settings.buffer(), pollRecords);
        commits = new CommitPolicy(settings.commit());
        runs = new RunsInFlight(pace.givesBack());
        settler = new Settler(
                new RetryPolicy(settings.retry(), settings.delivery(), random),
                settings.onExhausted(),
                flow,
                commits,
                waiting);
    }

    /** Takes in what happened and hands out what follows from it. {@code now} is of {@code System.nanoTime}'s kind. */
    public void step(Event event, long now, Actions actions) {
        switch (event) {
            case Event.Assigned(var partitions) -> assigned(partitions, actions);
            case Event.Revoking(var partitions) -> revoking(partitions);
            case Event.Revoked(var partitions) -> gone(partitions);
            case Event.Lost(var partitions) -> gone(partitions);
            case Event.Fetched fetched -> fetched(fetched, now, actions);
            case Event.NoRoom() -> noRoom(actions);
            case Event.Completed(var run, var last, var nanos) -> completed(run, last, nanos, now, actions);
            case Event.BatchCompleted(var run, var outcomes, var nanos) ->
                ended(run, nanos, outcomes::get, false, now, actions);
            case Event.BatchFailed(var run, var refusal, var nanos) -> batchFailed(run, refusal, nanos, now, actions);
            case Event.DeadLettered(var letter, var acknowledged) -> {
                settler.deadLettered(letter, acknowledged, now, actions);
                stand(letter.lane.assignment);
            }
            case Event.CommitEnded(var commit, var confirmed) -> commitEnded(commit, confirmed, now);
            case Event.CommitNow(var partitions) -> commit(partitions, true, actions);
            case Event.Tick() -> {}
            case Event.Drain() -> drain(actions);
        }
        follow(now, actions);
    }

    /** When {@link Event.Tick} is next of use; {@link Long#MAX_VALUE} for not before something else happens. */
    public long nextDeadlineNanos() {
        if (phase != Phase.RUNNING) {
            return commits.deadlineNanos();
        }
        return Math.min(commits.deadlineNanos(), Math.min(waiting.deadlineNanos(), runs.deadlineNanos()));
    }

    /** Whether another poll might bring more than the buffer has room for. */
    public boolean isFull() {
        return flow.isFull();
    }

    /** Whether nothing of these partitions is in flight, dead letters on their way included. */
    public boolean isIdle(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Assignment assignment = assignments.get(partition);
            if (assignment != null && !assignment.isIdle()) {
                return false;
            }
        }
        return true;
    }

    /** What it looks like now. */
    public EngineView view() {
        List<EngineView.PartitionView> partitions = new ArrayList<>(assignments.size());
        int inFlight = 0;
        for (Assignment assignment : assignments.values()) {
            partitions.add(assignment.view());
            inFlight += assignment.inFlight;
        }
        partitions.sort(Comparator.comparing(EngineView.PartitionView::topic)
                .thenComparingInt(EngineView.PartitionView::partition));
        return new EngineView(partitions, inFlight, flow.records(), flow.bytes(), phase != Phase.RUNNING);
    }

    private void assigned(Collection<TopicPartition> partitions, Actions actions) {
        // Of a batch that failed nothing may come again, at most once; what is handed out one by one can be taken back.
        boolean oneOfALane = isAtMostOnce() && !pace.givesBack();
        for (TopicPartition partition : sorted(partitions)) {
            var assignment = new Assignment(partition, settings.ordering(), oneOfALane);
            if (assignments.putIfAbsent(partition, assignment) != null) {
                throw new IllegalStateException(partition + " is assigned already");
            }
        }
        if (phase != Phase.RUNNING) {
            actions.pause(partitions);
        }
    }

    private void revoking(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Assignment assignment = assignments.get(partition);
            if (assignment != null && assignment.isActive()) {
                assignment.become(Assignment.Phase.REVOKING);
                waiting.drop(assignment);
            }
        }
        takeBack(run -> !run.assignment.isActive());
    }

    private void gone(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Assignment assignment = assignments.remove(partition);
            if (assignment != null) {
                assignment.become(Assignment.Phase.GONE);
                waiting.drop(assignment);
                flow.finished(assignment.buffered, assignment.bufferedBytes);
            }
        }
        takeBack(run -> run.assignment.isGone());
    }

    /** What workers have not begun of these runs is no longer theirs. */
    private void takeBack(Predicate<Run> which) {
        for (Run run : runs.all()) {
            if (which.test(run)) {
                giveBack(run);
            }
        }
    }

    private void fetched(Event.Fetched fetched, long now, Actions actions) {
        Assignment assignment = assignments.get(fetched.partition());
        if (assignment == null || !assignment.isActive()) {
            return;
        }
        long committableBefore = assignment.tracker.committable();
        long bytes = assignment.fetched(fetched.records(), fetched.nextOffset(), fetched.leaderEpoch());
        flow.fetched(fetched.records().size(), bytes);
        if (isAtMostOnce()) {
            assignment.tracker.settleAll();
        } else if (assignment.tracker.committable() > committableBefore && assignment.tracker.isDirty()) {
            commits.finished(0, now);
        }
        if (!assignment.paused && flow.exceedsShare(assignment, assignments.size())) {
            pause(List.of(assignment), actions);
        }
        stand(assignment);
    }

    private boolean isAtMostOnce() {
        return settings.delivery() == DeliveryGuarantee.AT_MOST_ONCE;
    }

    private void noRoom(Actions actions) {
        if (flow.isFull()) {
            pause(assignments.values().stream().filter(a -> !a.paused).toList(), actions);
        }
    }

    private void pause(List<Assignment> those, Actions actions) {
        if (!those.isEmpty()) {
            those.forEach(assignment -> assignment.paused = true);
            anyPaused = true;
            actions.pause(those.stream().map(Assignment::partition).toList());
        }
    }

    private void resume(Actions actions) {
        List<TopicPartition> resumed = new ArrayList<>();
        anyPaused = false;
        for (Assignment assignment : assignments.values()) {
            if (assignment.paused) {
                if (flow.hasRoomFor(assignment, assignments.size())) {
                    assignment.paused = false;
                    resumed.add(assignment.partition());
                } else {
                    anyPaused = true;
                }
            }
        }
        if (!resumed.isEmpty()) {
            actions.resume(resumed);
        }
    }

    private void completed(Run run, Outcome last, long nanos, long now, Actions actions) {
        int end = run.close() - 1;
        boolean allAccepted = last instanceof Outcome.Accept;
        ended(run, nanos, i -> i == end ? last : Outcome.accept(), allAccepted, now, actions);
    }

    private void batchFailed(Run run, Outcome.Reject refusal, long nanos, long now, Actions actions) {
        if (run.close() <= 1 || isAtMostOnce()) {
            ended(run, nanos, i -> refusal, false, now, actions);
        } else if (leave(run)) {
            settler.batchFailed(run, run.reported, run.close(), now, actions);
            stand(run.assignment);
        }
    }

    private void ended(
            Run run, long nanos, IntFunction<Outcome> outcomes, boolean allAccepted, long now, Actions actions) {
        pace.observed(run.claims(), nanos);
        if (!leave(run)) {
            return;
        }
        int claims = run.claims();
        if (allAccepted) {
            settler.accepted(run, run.reported, claims, now, actions);
        } else {
            settler.completed(run, run.reported, claims, outcomes, now, actions);
        }
        stand(run.assignment);
    }

    /** The run is over. Returns whether what it did still counts. */
    private boolean leave(Run run) {
        if (!runs.remove(run)) {
            return false;
        }
        giveBack(run);
        run.assignment.inFlight -= run.claims() - run.reported;
        return !run.assignment.isGone();
    }

    /** Puts back what was not claimed, in its old place; once only. */
    private void giveBack(Run run) {
        int claims = run.close();
        if (run.takenBack) {
            return;
        }
        run.takenBack = true;
        for (int i = run.size() - 1; i >= claims; i--) {
            run.assignment.lanes.putBack(run, i);
        }
        run.assignment.inFlight -= run.size() - claims;
    }

    /** A run stands still on its last claim: all before it is accepted, all behind it goes to others. */
    private void stalled(Run run, long now, Actions actions) {
        giveBack(run);
        int accepted = run.claims() - 1;
        if (accepted > run.reported && !run.assignment.isGone()) {
            settler.accepted(run, run.reported, accepted, now, actions);
            run.assignment.inFlight -= accepted - run.reported;
            run.reported = accepted;
        }
        stand(run.assignment);
    }

    private void commitEnded(Commit commit, boolean confirmed, long now) {
        if (confirmed) {
            for (Commit.Entry entry : commit.entries()) {
                entry.assignment().committed(entry.offset());
            }
        }
        if (!commit.last()) {
            commits.ended(confirmed, now);
        }
    }

    private boolean commit(Collection<TopicPartition> partitions, boolean last, Actions actions) {
        List<Commit.Entry> entries = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Assignment assignment = assignments.get(partition);
            if (assignment != null && assignment.tracker.isDirty()) {
                long offset = assignment.tracker.committable();
                entries.add(new Commit.Entry(assignment, offset, assignment.committableEpoch()));
            }
        }
        if (!entries.isEmpty()) {
            actions.commit(new Commit(entries, last));
        }
        return !entries.isEmpty();
    }

    private void drain(Actions actions) {
        if (phase == Phase.RUNNING) {
            phase = Phase.DRAINING;
            takeBack(run -> true);
            actions.pause(List.copyOf(assignments.keySet()));
        }
    }

    /** What follows from any event: lanes that are due, work for free workers, room for more, a commit. */
    private void follow(long now, Actions actions) {
        if (phase == Phase.RUNNING) {
            Lane lane;
            while ((lane = waiting.takeDue(now)) != null) {
                settler.due(lane, actions);
                stand(lane.assignment);
            }
            if (runs.isLookDue(now)) {
                runs.look(now).forEach(run -> stalled(run, now, actions));
            }
            dispatch(now, actions);
            if (anyPaused && !flow.isFull()) {
                resume(actions);
            }
        } else if (phase == Phase.DRAINING && runs.size() == 0 && settler.deadLettersUnderWay() == 0) {
            phase = Phase.DRAINED;
            actions.drained();
        }
        if (commits.isDue(now)) {
            commits.sent(commit(assignments.keySet(), false, actions));
        }
    }

    private void dispatch(long now, Actions actions) {
        while (!line.isEmpty() && runs.size() < pace.most() && runs.awake() < pace.wantedAwake()) {
            Assignment assignment = line.removeFirst();
            assignment.inLine = false;
            if (!assignment.isActive()) {
                continue;
            }
            int size = pace.runSize();
            Run run = new Run(assignment, Math.min(size, assignment.buffered));
            assignment.lanes.fill(run, size);
            if (run.size() > 0) {
                assignment.inFlight += run.size();
                runs.add(run, now);
                actions.dispatch(run);
            }
            stand(assignment);
        }
    }

    /** Puts a partition into the line of those that may have work, unless it has none or stands there. */
    private void stand(Assignment assignment) {
        if (!assignment.inLine && assignment.isActive() && assignment.lanes.mayHaveReady()) {
            assignment.inLine = true;
            line.addLast(assignment);
        }
    }

    private static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(BY_NAME).toList();
    }
}
