package dev.pollux.sim;

/**
 * What the group has of one partition.
 *
 * @param offset the next one to be handled
 * @param epoch the leader epoch before it; -1 where the commit did not say
 * @param incarnation which of the topic's logs its sender had read
 * @param rewrites how often the log had been rewritten when the commit arrived; -1 where its sender did not know that yet
 */
record Committed(long offset, int epoch, String metadata, int incarnation, int rewrites) {}
