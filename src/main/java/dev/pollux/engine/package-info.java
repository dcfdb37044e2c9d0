/**
 * The rules: offsets, lanes, retry, commit, flow control and the life cycle of partitions.
 *
 * <p>Pure: no thread, no clock, no I/O, no Kafka client, no logging, and no randomness but a generator given to it. It
 * never iterates a hash-ordered collection, so the same events always lead to the same actions. One thread at a time may
 * step it; whoever does holds the lock of the driver.
 */
@NullMarked
package dev.pollux.engine;

import org.jspecify.annotations.NullMarked;
