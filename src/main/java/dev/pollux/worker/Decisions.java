package dev.pollux.worker;

import dev.pollux.engine.Actions;
import dev.pollux.engine.Assignment;
import dev.pollux.engine.CircuitState;
import dev.pollux.engine.Commit;
import dev.pollux.engine.ConsumerActions;
import dev.pollux.engine.DeadLetter;
import dev.pollux.engine.Listener.RecordOutcome;
import dev.pollux.engine.Run;
import dev.pollux.engine.StandIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step decided: noted under the lock, carried out after it.
 *
 * <p>What is for the poll thread goes into its queue at once, so that two steps cannot swap their commands.
 */
final class Decisions implements Actions {
    /** So many records of a topic are settled in this way. */
    record Settled(String topic, RecordOutcome outcome, int count) {}

    /** The circuit changed to this. */
    record Circuit(CircuitState state, String why) {}

    private final ConsumerActions consumer;
    private final PollThreadRuns onPollThread;
    private final boolean keeps;

    /** For workers. */
    final List<Run> runs = new ArrayList<>(2);

    /** Who takes over from the thread that polls; null where it can go on itself. */
    @Nullable
    StandIn takesOver;

    /** When the engine wants to be stepped next. */
    long deadlineNanos = Long.MAX_VALUE;

    /** Null until there is one: most steps have none. */
    @Nullable
    List<DeadLetter> letters;

    @Nullable
    List<Settled> settled;

    @Nullable
    String stop;

    @Nullable
    Circuit circuit;

    /**
     * @param keeps whether runs that are brief are left to the thread that polls
     */
    Decisions(ConsumerActions consumer, PollThreadRuns onPollThread, boolean keeps) {
        this.consumer = consumer;
        this.onPollThread = onPollThread;
        this.keeps = keeps;
    }

    @Override
    public void dispatch(Run run) {
        if (keeps && run.isBrief()) {
            onPollThread.keep(run);
        } else {
            runs.add(run);
        }
    }

    @Override
    public void stalled(Run run) {
        StandIn other = onPollThread.stalled(run, runs);
        if (other != null) {
            takesOver = other;
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        if (letters == null) {
            letters = new ArrayList<>();
        }
        letters.add(letter);
    }

    @Override
    public void settled(String topic, RecordOutcome outcome, int count) {
        if (settled == null) {
            settled = new ArrayList<>();
        }
        settled.add(new Settled(topic, outcome, count));
    }

    @Override
    public void circuit(CircuitState state, String why) {
        circuit = new Circuit(state, why);
    }

    @Override
    public void stop(String why) {
        stop = why;
    }

    @Override
    public void commit(Commit commit) {
        consumer.commit(commit);
    }

    @Override
    public void pause(Collection<Assignment> assignments) {
        consumer.pause(assignments);
    }

    @Override
    public void resume(Collection<Assignment> assignments) {
        consumer.resume(assignments);
    }

    @Override
    public void drained() {
        consumer.drained();
    }
}
