package dev.pollux.engine;

import dev.pollux.api.Outcome;
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
import org.jspecify.annotations.Nullable;

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
    private final Pauses pauses;
    private final CommitPolicy commits;
    private final MetadataRoom metadata;
    private final WaitingLanes waiting = new WaitingLanes();
    private final Settler settler;
    private final Circuit circuit;
    private final Membership membership;
    private final Dispatcher dispatcher;
    private final RunsInFlight runs;

    /** In the order in which they came, so that the same events lead to the same actions. */
    private final Map<TopicPartition, Assignment> assignments = new LinkedHashMap<>();

    private Phase phase = Phase.RUNNING;

    /**
     * @param random draws the jitter of retries; the only randomness in here
     */
    public Engine(EngineSettings settings, Pace pace, PollSettings polls, RandomGenerator random) {
        this.settings = settings;
        this.pace = pace;
        flow = new FlowControl(settings.buffer(), polls);
        pauses = new Pauses(flow);
        commits = new CommitPolicy(settings.commit());
        metadata = new MetadataRoom(settings.commit().metadataMaxChars());
        circuit = new Circuit(settings.circuit(), settings.retry());
        membership = new Membership(polls.maxInterval());
        dispatcher = new Dispatcher(pace, circuit, membership);
        runs = dispatcher.runs();
        settler = new Settler(
                new RetryPolicy(settings.retry(), settings.delivery(), random),
                settings.onExhausted(),
                flow,
                commits,
                waiting,
                membership);
    }

    /** Takes in what happened and hands out what follows from it. {@code now} is of {@code System.nanoTime}'s kind. */
    public void step(Event event, long now, Actions actions) {
        switch (event) {
            case Event.Assigned(var partitions) -> {
                membership.assigned(now);
                assigned(partitions, actions);
            }
            case Event.BegunAnew(var partitions) -> {
                gone(partitions);
                assigned(partitions, actions);
            }
            case Event.Remembered remembered -> remembered(remembered);
            case Event.Revoking(var partitions) -> revoking(partitions);
            case Event.Revoked(var partitions) -> left(partitions);
            case Event.Lost(var partitions) -> left(partitions);
            case Event.Fetched fetched -> fetched(fetched, now);
            case Event.Polled(var begunNanos, var heartbeats) -> polled(begunNanos, heartbeats, now);
            case Event.NoRoom() -> pauses.noRoom(assignments.values(), actions);
            case Event.Completed(var run, var last, var nanos) -> completed(run, last, nanos, now, actions);
            case Event.BatchCompleted(var run, var outcomes, var nanos) ->
                ended(run, nanos, outcomes::get, false, now, actions);
            case Event.BatchFailed(var run, var refusal, var nanos) -> batchFailed(run, refusal, nanos, now, actions);
            case Event.DeadLettered(var letter, var acknowledged) -> {
                settler.deadLettered(letter, acknowledged, now, actions);
                dispatcher.stand(letter.lane.assignment);
            }
            case Event.CommitEnded(var commit, var confirmed) -> commitEnded(commit, confirmed, now);
            case Event.CommitNow(var partitions) -> commitLast(partitions, actions);
            case Event.MetadataTooLarge() -> metadataTooLarge(actions);
            case Event.PauseAsked(var scope) -> pauses.ask(scope, true, assignments.values(), actions);
            case Event.ResumeAsked(var scope) -> {
                pauses.ask(scope, false, assignments.values(), actions);
                assignments.values().forEach(dispatcher::stand);
            }
            case Event.Tick() -> {}
            case Event.Drain() -> drain(actions);
        }
        follow(now, actions);
    }

    /** When {@link Event.Tick} is next of use; {@link Long#MAX_VALUE} for not before something else happens. */
    public long nextDeadlineNanos() {
        long ofWork = switch (phase) {
            case RUNNING -> Math.min(waiting.deadlineNanos(), Math.min(runs.deadlineNanos(), circuit.deadlineNanos()));
            case DRAINING -> runs.deadlineNanos();
            case DRAINED -> Long.MAX_VALUE;
        };
        return Math.min(commits.deadlineNanos(), ofWork);
    }

    /** Whether the next poll had better not wait: the buffer has room for what it may bring, and no partition is too far ahead. */
    public boolean hasRoom() {
        return pauses.hasRoom(assignments.size());
    }

    /**
     * Where there is no room: whether a partition that takes it has finished nothing since this was asked last, so that waiting is
     * of no use.
     */
    public boolean isHeldUp() {
        return !flow.isFull() && pauses.isHeldUp();
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
        return new EngineView(
                partitions, inFlight, flow.records(), flow.bytes(), circuit.state(), phase != Phase.RUNNING);
    }

    private void assigned(Collection<TopicPartition> partitions, Actions actions) {
        // Of a batch that failed nothing may come again, at most once; what is handed out one by one can be taken back.
        boolean oneOfALane = isAtMostOnce() && !pace.givesBack();
        List<Assignment> added = new ArrayList<>();
        for (TopicPartition partition : sorted(partitions)) {
            var assignment = new Assignment(partition, settings.ordering(), oneOfALane, metadata);
            if (assignments.putIfAbsent(partition, assignment) != null) {
                throw new IllegalStateException(partition + " is assigned already");
            }
            added.add(assignment);
        }
        pauses.assigned(added, phase != Phase.RUNNING, actions);
    }

    private void remembered(Event.Remembered event) {
        Assignment assignment = assignments.get(event.partition());
        if (assignment != null) {
            assignment.remembered.learn(event.committed(), event.finished());
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

    private void left(Collection<TopicPartition> partitions) {
        gone(partitions);
        if (assignments.isEmpty()) {
            membership.nothingAssigned();
        }
    }

    private void polled(long begunNanos, long heartbeats, long now) {
        if (!assignments.isEmpty() && membership.polled(begunNanos, heartbeats)) {
            commits.refreshAt(now);
        }
    }

    /** What workers have not begun of these runs is no longer theirs. */
    private void takeBack(Predicate<Run> which) {
        for (Run run : runs.all()) {
            if (which.test(run)) {
                giveBack(run);
            }
        }
    }

    private void fetched(Event.Fetched fetched, long now) {
        Assignment assignment = assignments.get(fetched.partition());
        if (assignment == null || !assignment.isActive()) {
            return;
        }
        long committableBefore = assignment.tracker.committable();
        int recordsBefore = assignment.buffered;
        long bytesBefore = assignment.bufferedBytes;
        assignment.fetched(fetched.records(), fetched.nextOffset(), fetched.leaderEpoch(), isAtMostOnce());
        flow.fetched(assignment.buffered - recordsBefore, assignment.bufferedBytes - bytesBefore);
        if (isAtMostOnce() && fetched.records().size() > 0) {
            // They were committed before they came here. A position that moved without records was not.
            assignment.tracker.settleAll();
        } else if (assignment.tracker.committable() > committableBefore && assignment.tracker.isDirty()) {
            commits.finished(0, now);
        }
        pauses.fetched(assignment, assignments.size());
        dispatcher.stand(assignment);
    }

    private boolean isAtMostOnce() {
        return settings.delivery() == DeliveryGuarantee.AT_MOST_ONCE;
    }

    private void completed(Run run, Outcome last, long nanos, long now, Actions actions) {
        int end = run.close() - 1;
        boolean allAccepted = last instanceof Outcome.Accept;
        ended(run, nanos, i -> i == end ? last : Outcome.accept(), allAccepted, now, actions);
    }

    private void batchFailed(Run run, Outcome.Reject refusal, long nanos, long now, Actions actions) {
        if (run.close() <= 1 || isAtMostOnce()) {
            ended(run, nanos, i -> refusal, false, now, actions);
            return;
        }
        if (leave(run)) {
            settler.batchFailed(run, run.reported, run.close(), now, actions);
            dispatcher.stand(run.assignment);
        }
        heard(run, run.claims(), i -> refusal, now, actions);
    }

    private void ended(
            Run run, long nanos, IntFunction<Outcome> outcomes, boolean allAccepted, long now, Actions actions) {
        int claims = run.claims();
        pace.observed(claims, nanos);
        if (leave(run)) {
            if (allAccepted) {
                settler.accepted(run, run.reported, claims, now, actions);
            } else {
                settler.completed(run, run.reported, claims, outcomes, now, actions);
            }
            dispatcher.stand(run.assignment);
        }
        // Where all were accepted, one says as much of the destination as all.
        heard(run, allAccepted ? Math.min(claims, 1) : claims, outcomes, now, actions);
    }

    /** What the run says of the destination, also where its records count no more. */
    private void heard(Run run, int records, IntFunction<Outcome> outcomes, long now, Actions actions) {
        circuit.ended(run);
        if (circuit.heard(records, outcomes, now, actions)) {
            waiting.outageOver(now);
        }
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
        if (claims < run.size()) {
            run.forget(claims);
        }
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
        // Whoever has the partition to itself must not keep the others from it.
        run.assignment.lanes.share(run);
        dispatcher.stand(run.assignment);
    }

    private void commitEnded(Commit commit, boolean confirmed, long now) {
        if (confirmed) {
            for (Commit.Entry entry : commit.entries()) {
                entry.assignment().committed(entry);
            }
        }
        if (!commit.last()) {
            commits.ended(confirmed, now);
            // Of one that was left out altogether, for all its partitions went meanwhile, no broker heard.
            boolean taken = confirmed && commit.entries().stream().anyMatch(Commit.Entry::isOwned);
            if (membership.answered(taken)) {
                commits.refreshAt(now + Membership.ASK_AGAIN_NANOS);
            }
        }
    }

    /** These partitions are about to go. */
    private void commitLast(Collection<TopicPartition> partitions, Actions actions) {
        List<Assignment> going = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Assignment assignment = assignments.get(partition);
            if (assignment != null) {
                going.add(assignment);
            }
        }
        var _ = commit(going, true, Assignment::isDirty, actions);
    }

    private void commitWhatIsDue(long now, Actions actions) {
        boolean all = commits.isRefreshDue(now);
        if (all || commits.isDue(now)) {
            Commit commit =
                    commit(assignments.values(), false, all ? Assignment::isPlaced : Assignment::isDirty, actions);
            commits.sent(commit != null, all, now);
            if (commit == null && membership.isDoubted()) {
                commits.refreshAt(now + Membership.ASK_AGAIN_NANOS);
            } else if (commit != null && all) {
                membership.asked();
            }
        }
    }

    /** Null where there is nothing to commit. */
    private @Nullable Commit commit(
            Collection<Assignment> those, boolean last, Predicate<Assignment> which, ConsumerActions actions) {
        List<Commit.Entry> entries = new ArrayList<>();
        for (Assignment assignment : those) {
            if (which.test(assignment)) {
                entries.add(assignment.commit(metadata.maxChars()));
            }
        }
        if (entries.isEmpty()) {
            return null;
        }
        Commit commit = new Commit(entries, last);
        actions.commit(commit);
        return commit;
    }

    private void metadataTooLarge(Actions actions) {
        if (!metadata.halve()) {
            actions.stop("the brokers refuse " + metadata.maxChars() + " characters of metadata with a commit:"
                    + " their offset.metadata.max.bytes has to be at least that");
        }
    }

    private void drain(Actions actions) {
        if (phase == Phase.RUNNING) {
            phase = Phase.DRAINING;
            takeBack(run -> true);
            pauses.drain(assignments.values(), actions);
        }
    }

    /** What follows from any event: lanes that are due, work for free workers, room for more, a commit. */
    private void follow(long now, Actions actions) {
        if (phase == Phase.RUNNING) {
            circuit.tick(now);
            Lane lane;
            while ((lane = waiting.takeDue(now)) != null) {
                due(lane, now, actions);
            }
            look(now, actions);
            dispatcher.dispatch(now, actions);
            if (circuit.wantsProbe() && (lane = waiting.takeForProbe()) != null) {
                // Nothing else is there to probe with.
                due(lane, now, actions);
                dispatcher.dispatch(now, actions);
            }
            pauses.makeUseOfRoom(assignments.values(), actions);
        } else if (phase == Phase.DRAINING) {
            look(now, actions);
            if (runs.size() == 0 && settler.deadLettersUnderWay() == 0) {
                phase = Phase.DRAINED;
                actions.drained();
            }
        }
        commitWhatIsDue(now, actions);
    }

    /** Also while it drains, though there is nothing to give back any more: the thread that polls may be at one of them. */
    private void look(long now, Actions actions) {
        for (Run run : dispatcher.newlyStalled(now)) {
            actions.stalled(run);
            if (pace.givesBack() && phase == Phase.RUNNING) {
                stalled(run, now, actions);
            }
        }
    }

    private void due(Lane lane, long now, Actions actions) {
        settler.due(lane, now, actions);
        dispatcher.stand(lane.assignment);
    }

    private static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(BY_NAME).toList();
    }
}
