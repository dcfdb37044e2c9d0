package dev.pollux.chaos;

/**
 * A record that was finished once more.
 *
 * @param earlier how it was finished before
 */
record Repeat(Arrival earlier, Arrival again, Reason reason) {
    /** Why a record may be finished twice. */
    enum Reason {
        KILL("kill -9"),
        LONG_STOP("SIGSTOP longer than the session"),
        LOST_ANSWER("answer lost as the receiver went down"),
        BROKER_DOWN("hand-over while the broker was down"),
        ENDED_BY_ITSELF("worker ended by itself"),
        /** No good reason: what finishes behind an unfinished record must be remembered all the same. */
        BEYOND_COMMITTABLE("finished behind an unfinished record"),
        NONE("without reason");

        final String text;

        Reason(String text) {
            this.text = text;
        }

        boolean isGood() {
            return this != BEYOND_COMMITTABLE && this != NONE;
        }
    }
}
