package dev.pollux.engine;

/** Why a partition is not fetched. Each is set and lifted by itself. */
enum PauseReason {
    /** The buffer has no room for more of it. */
    NO_ROOM,
    /** A person asked for it. */
    ASKED_FOR,
    /** The worker is on its way down. */
    DRAINING
}
