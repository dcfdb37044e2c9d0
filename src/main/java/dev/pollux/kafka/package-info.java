/**
 * The threads that own the consumer, one at a time, the rebalance callbacks and the producer of dead letters.
 */
@NullMarked
package dev.pollux.kafka;

import org.jspecify.annotations.NullMarked;
