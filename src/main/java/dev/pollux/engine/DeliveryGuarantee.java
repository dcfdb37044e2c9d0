package dev.pollux.engine;

/** How often a record reaches its handler when things fail. */
public enum DeliveryGuarantee {
    /** Committed after it was handled: may come again after a crash, never missing. */
    AT_LEAST_ONCE,
    /**
     * Committed before it is handled: handed out once, may be missing after a crash. It comes again only where its handler
     * released it, which says that the destination did not take it.
     */
    AT_MOST_ONCE
}
