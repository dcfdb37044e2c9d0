package dev.pollux.chaos;

import java.util.Locale;

/**
 * What happened.
 *
 * @param worker the process that it happened to, such as {@code chaos-1.3}; empty for the surroundings
 * @param from by {@link System#nanoTime}: just before it began
 * @param to when it was put right; after SIGTERM, when the process was gone; the same as {@code from} after SIGKILL
 */
record Incident(Kind kind, String worker, long from, long to) {
    enum Kind {
        KILLED,
        RESTARTED,
        STOPPED_SHORTLY,
        STOPPED_LONG,
        SCALED_OUT,
        SCALED_IN,
        /** Asked to end once all is over. */
        RETIRED,
        /** Nobody asked it to. */
        ENDED_BY_ITSELF,
        REBALANCING,
        BROKER_DOWN,
        RECEIVER_DOWN,
        RECEIVER_UNAVAILABLE,
        RECEIVER_SLOW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
