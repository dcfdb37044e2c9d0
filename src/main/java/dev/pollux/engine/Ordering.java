package dev.pollux.engine;

/** What may run side by side. */
public enum Ordering {
    /** One record of a key at a time, in offset order; records without a key are each their own key. */
    KEY,
    /** One record of a partition at a time, in offset order. */
    PARTITION,
    /** No order. */
    NONE
}
