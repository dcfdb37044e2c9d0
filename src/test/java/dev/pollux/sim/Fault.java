package dev.pollux.sim;

/** What may go wrong. A seed draws which of them are on, so that each is met with few others as well as with many. */
enum Fault {
    RELEASED,
    RELEASED_WITH_PAUSE,
    REJECTED,
    REJECTED_FOR_GOOD,
    /** Some records are refused whenever they come, so that their attempts are used up. */
    POISON,
    BATCH_THROWS,
    SLOW_CALLS,
    /** Calls that take minutes. */
    HANGING_CALLS,
    /** Calls that end with their process only. */
    ENDLESS_CALLS,
    COMPLETED_TWICE,
    LETTERS_SLOW,
    LETTERS_REFUSED,
    /** Dead letters are not answered until long after. */
    LETTERS_SILENT,
    COMMITS_SLOW,
    COMMITS_FAIL,
    /** A commit is carried out, but nobody hears of it. */
    COMMIT_ANSWERS_LOST,
    /** The brokers take less metadata than the engine was told. */
    METADATA_REFUSED,
    REBALANCES,
    /** The group drops a member that lives on. */
    EXPULSIONS,
    KILLS,
    STOPS,
    /** Everything of a process stands still for longer than its session. */
    FREEZES,
    /** The poll thread alone stands still, for longer than the poll interval. */
    POLL_STALLS,
    GAPS,
    COMPACTION,
    RETENTION,
    TRUNCATION,
    RECREATION,
    OUTAGES,
    LONG_OUTAGE,
    PAUSES_BY_PEOPLE,
    /** A leader changes without harm. */
    ELECTIONS
}
