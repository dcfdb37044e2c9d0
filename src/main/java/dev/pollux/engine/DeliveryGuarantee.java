package dev.pollux.engine;

/** How often a record reaches its handler when things fail. */
public enum DeliveryGuarantee {
    /** Committed after it was handled: may come again after a crash, never missing. */
    AT_LEAST_ONCE,
    /** Committed before it is handled: handed out once at most, may be missing after a crash. */
    AT_MOST_ONCE
}
