package dev.pollux.engine;

/** Whether the destination is given records. */
public enum CircuitState {
    /** It is. */
    CLOSED,
    /** It cannot be reached, or says so: nothing is handed out until the time for a probe. */
    OPEN,
    /** It is time for one record, which will tell whether the outage is over. */
    HALF_OPEN
}
