package dev.pollux.admin;

/**
 * Records settled since the start, by what became of them.
 *
 * @param released counts a record each time it is to come again
 */
public record Totals(long accepted, long released, long deadLettered, long skipped) {}
