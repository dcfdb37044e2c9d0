package dev.pollux.engine;

import dev.pollux.api.Outcome;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the destination is given records, by what it said of the last ones.
 *
 * <p>So many released in a row open the circuit: nothing is handed out for a while, then one record as a probe. Any answer,
 * be it a refusal, closes it again; another release opens it for longer, up to the probe interval.
 */
final class Circuit {
    private static final long NEVER = Long.MAX_VALUE;

    private final int failures;
    private final Backoff backoff;

    private CircuitState state = CircuitState.CLOSED;
    private int inARow;
    private int opened;
    private long probeAt;

    /** The probe under way, in HALF_OPEN. */
    private @Nullable Run probe;

    Circuit(CircuitSettings settings, RetrySettings retry) {
        failures = settings.failures();
        backoff = new Backoff(
                retry.backoff().toNanos(),
                retry.backoffFactor(),
                settings.probeInterval().toNanos());
    }

    CircuitState state() {
        return state;
    }

    /**
     * What a run's records came to. A record that is refused for good says nothing of the destination: it may never have been
     * there.
     *
     * @return whether an outage is over
     */
    boolean heard(int records, IntFunction<Outcome> outcomes, long now, Actions actions) {
        boolean over = false;
        for (int i = 0; i < records; i++) {
            Outcome outcome = outcomes.apply(i);
            if (outcome instanceof Outcome.Release release) {
                if (released(RetryPolicy.askedNanos(release), now)) {
                    actions.circuit(state, release.reason());
                }
            } else if (!(outcome instanceof Outcome.Reject reject && reject.forGood()) && answered()) {
                over = true;
                actions.circuit(state, "");
            }
        }
        return over;
    }

    /** A record was accepted or refused: there is somebody. Returns whether this closed the circuit. */
    private boolean answered() {
        boolean closed = state != CircuitState.CLOSED;
        state = CircuitState.CLOSED;
        inARow = 0;
        opened = 0;
        return closed;
    }

    /**
     * A record was released, the destination asking for a pause of this length. Returns whether this opened the circuit
     * that was closed.
     */
    private boolean released(long pauseNanos, long now) {
        inARow++;
        boolean wasClosed = state == CircuitState.CLOSED;
        if (wasClosed ? inARow >= failures : state == CircuitState.HALF_OPEN) {
            state = CircuitState.OPEN;
            probeAt = now + Math.max((long) backoff.nanosAfter(opened), pauseNanos);
            opened++;
            return wasClosed;
        }
        return false;
    }

    /** Time passes. */
    void tick(long now) {
        if (state == CircuitState.OPEN && now - probeAt >= 0) {
            state = CircuitState.HALF_OPEN;
        }
    }

    /** Whether a record may be handed out now. */
    boolean lets() {
        return state == CircuitState.CLOSED || wantsProbe();
    }

    /** Whether it is time for a probe and none is under way. */
    boolean wantsProbe() {
        return state == CircuitState.HALF_OPEN && probe == null;
    }

    /** A run of this size is wanted: a probe is a single record. */
    int size(int wanted) {
        return state == CircuitState.CLOSED ? wanted : 1;
    }

    /** This run is handed out. */
    void handedOut(Run run) {
        if (state == CircuitState.HALF_OPEN) {
            probe = run;
        }
    }

    /** This run is over. */
    void ended(Run run) {
        if (run == probe) {
            probe = null;
        }
    }

    /** When to look again; {@link Long#MAX_VALUE} while only other events matter. */
    long deadlineNanos() {
        return state == CircuitState.OPEN ? probeAt : NEVER;
    }
}
