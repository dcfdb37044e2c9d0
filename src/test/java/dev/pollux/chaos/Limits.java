package dev.pollux.chaos;

import java.time.Duration;

/** The workers' settings that faults stay below or go beyond, and that bound how much may come twice. */
final class Limits {
    static final Duration SESSION = Duration.ofSeconds(6);
    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(10);
    static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

    /** Longer than any fault: a call that times out is repeated, and the receiver cannot tell whether it has. */
    static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(30);

    static final Duration REVOKE_TIMEOUT = Duration.ofSeconds(5);
    static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(15);

    /** In each worker. */
    static final int CONCURRENCY = 16;

    static final int MAX_ATTEMPTS = 3;

    /** Few enough that an outage fills it. */
    static final int BUFFER_RECORDS = 1000;

    /** Starting a worker or the broker on a machine that is busy with all the others. */
    static final Duration READY = Duration.ofMinutes(2);

    private Limits() {}
}
